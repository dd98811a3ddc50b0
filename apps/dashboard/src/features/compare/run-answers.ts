import type { SpreadKind } from '@convlab/evaluation/spread';
import type { CurveSeries } from '../../charts/points.ts';
import { seriesTexts } from '../../texts/series-texts.ts';
import { texts } from '../../texts/texts.ts';
import { isHigherBetter, ranking } from './compare-curves.ts';
import { leadOf, rankGroups, type GroupScore } from './group-curves.ts';
import type { RunGroup } from './run-groups.ts';

const t = texts.compare;

/** Which run does best, and by how much. */
export function runsAnswer(series: readonly CurveSeries[], metric: string): string {
  const [best, next] = ranking(series, isHigherBetter(metric));
  if (best === undefined) return t.curves.none;
  const value = t.value(metric, best.value);
  if (next === undefined) return t.curves.alone(best.label, value);
  const second = t.value(metric, next.value);
  return second === value
    ? t.curves.tie(best.label, next.label, value)
    : t.curves.best(best.label, value, next.label, second);
}

/** Which group does best on average, how sure that is, and whether chance explains its lead. */
export function groupsAnswer(groups: readonly RunGroup[], metric: string): string {
  const [best, next] = rankGroups(groups, metric);
  if (best === undefined) return t.curves.none;
  if (next === undefined) return t.groups.alone(scoreText(best, metric));
  const versus = t.groups.versus(scoreText(best, metric), scoreText(next, metric));
  const lead = leadOf(best, next, metric);
  if (lead === null) return `${versus} ${t.groups.noLead}`;
  const [size, low, high] = [lead.value, lead.low, lead.high].map((value) => t.delta(metric, value));
  return `${versus} ${t.groups.lead(size ?? '', low ?? '', high ?? '', lead.low > 0)}`;
}

/** What the lines, the bands and the faint lines are. */
export function bandCaption(groups: readonly RunGroup[], band: SpreadKind): string {
  const sizes = groups.map(({ runs }) => runs.length).filter((size) => size > 1);
  if (sizes.length === 0) return t.groups.singles;
  return t.groups.caption(Math.min(...sizes), Math.max(...sizes), seriesTexts.band.caption[band]);
}

function scoreText({ label, mean, interval, values }: GroupScore, metric: string): string {
  const value = t.value(metric, mean);
  if (interval === null) return t.groups.single(label, value);
  const [low, high] = [t.value(metric, interval.low), t.value(metric, interval.high)];
  return t.groups.score(label, value, low, high, values.length);
}
