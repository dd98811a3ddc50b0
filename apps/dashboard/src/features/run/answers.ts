import type { ChartRow } from '../../charts/series.ts';
import { texts } from '../../texts/texts.ts';

const { charts } = texts.run;

/** What the loss chart says. */
export function lossAnswer(rows: readonly ChartRow[], bestEpoch: number | null): string {
  const [first] = rows;
  if (first === undefined) return charts.loss.none;
  if (rows.some((row) => row['validation'] === null || row['train'] === null)) return charts.loss.broken;
  const from = first['validation'];
  const to = rows.find(({ x }) => x === bestEpoch)?.['validation'];
  if (!isNumber(from) || !isNumber(to) || bestEpoch === null) return charts.loss.none;
  return rows.length === 1 ? charts.loss.first(from) : charts.loss.answer(from, to, bestEpoch);
}

/** What the error chart says. */
export function errorAnswer(rows: readonly ChartRow[], bestEpoch: number | null): string {
  const best = rows.find(({ x }) => x === bestEpoch);
  const validation = best?.['validation'];
  if (!isNumber(validation) || bestEpoch === null) return charts.error.none;
  const train = best?.['trainEval'];
  return charts.error.answer(validation, isNumber(train) ? train : null, bestEpoch);
}

/** What the gap chart says. */
export function gapAnswer(rows: readonly ChartRow[], bestEpoch: number | null): string {
  const best = rows.find(({ x }) => x === bestEpoch);
  const gap = best?.['gap'];
  if (!isNumber(gap) || bestEpoch === null) return charts.gap.none;
  const noise = best?.['noise'];
  if (!isNumber(noise)) return charts.gap.plain(gap, bestEpoch);
  return gap > noise ? charts.gap.beyond(gap, noise, bestEpoch) : charts.gap.within(gap, noise, bestEpoch);
}

/** What the chart of the learning rate says. */
export function learningRateAnswer(rows: readonly ChartRow[]): string {
  const first = rows[0]?.['learningRate'];
  const now = rows.at(-1)?.['learningRate'];
  if (!isNumber(first) || !isNumber(now)) return charts.learningRate.none;
  const constant = rows.every((row) => row['learningRate'] === first);
  return constant ? charts.learningRate.constant(first) : charts.learningRate.changing(first, now);
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
