import type { ApiOutputs } from '../../client/api.ts';
import { formatPoints } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { formatOf, settingsText, tellingMetric } from '../experiment/result.ts';

const t = texts.runs.experiments;

/** An experiment of many runs as the list shows it. */
export type ListedExperiment = ApiOutputs['experiments']['answers']['items'][number];
type Answer = ListedExperiment['answer'];

/** What an experiment came to so far, in a sentence with numbers. */
export function answerText({ answer }: ListedExperiment): string {
  const { best, objective = 'validation/loss', chosen, fit, finding } = answer;
  if (finding !== undefined) return finding;
  const ensemble = answer.ensemble ?? answer.ensembleValidation;
  if (ensemble !== undefined) return ensembleText(ensemble, answer.ensemble === undefined);
  if (answer.foldMetrics !== undefined && Object.keys(answer.foldMetrics).length > 0)
    return foldsText(answer.foldMetrics, objective);
  if (typeof best?.value === 'number')
    return t.best(formatOf(objective)(best.value), settingsText(best.values), best.number + 1);
  if (chosen !== undefined) return t.chosen(chosen);
  return fit === undefined ? t.waiting : sentence(fit.sentence);
}

function foldsText(metrics: NonNullable<Answer['foldMetrics']>, objective: string): string {
  const name = tellingMetric(Object.keys(metrics), objective) ?? Object.keys(metrics)[0] ?? '';
  const found = metrics[name];
  if (found === undefined) return t.waiting;
  const format = formatOf(name);
  const spread = format(found.mean).endsWith('%')
    ? formatPoints(found.deviation, false)
    : format(found.deviation);
  const count = found.values.filter((value) => value !== null).length;
  return t.folds(metricText(name), format(found.mean), found.deviation === null ? null : spread, count);
}

function ensembleText(comparison: NonNullable<Answer['ensemble']>, onValidation: boolean): string {
  const name = comparison['accuracy'] === undefined ? Object.keys(comparison)[0] : 'accuracy';
  const found = name === undefined ? undefined : comparison[name];
  if (name === undefined || found === undefined) return t.waiting;
  const format = formatOf(name);
  const { ensemble, best, mean } = found;
  return t.ensemble(
    onValidation ? t.validation(name) : t.test(name),
    format(ensemble),
    format(best),
    format(mean),
  );
}

function metricText(name: string): string {
  return name.replace('/', ' ');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

/** How many of an experiment's runs are over, of those that it will make as far as is known. */
export function progressOf({ answer, runCounts }: Pick<ListedExperiment, 'answer' | 'runCounts'>): {
  readonly over: number;
  readonly total: number;
  readonly failed: number;
} {
  const counts: Readonly<Record<string, number>> = { ...runCounts };
  const failed = answer.progress?.failed ?? counts['failed'] ?? 0;
  const stopped = (counts['stopped'] ?? 0) + failed;
  const over = (counts['finished'] ?? 0) + (counts['stopped-early'] ?? 0) + stopped;
  const known = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { over, total: Math.max(answer.progress?.total ?? 0, known), failed };
}

/** The share of one, for bars; 0 of nothing. */
export function shareOver({ over, total }: { readonly over: number; readonly total: number }): number {
  return total === 0 ? 0 : over / total;
}
