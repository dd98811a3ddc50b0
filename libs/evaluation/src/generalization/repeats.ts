import { meanAndDeviation } from '../_internal/distributions.ts';
import { meanInterval, type Interval } from '../intervals/intervals.ts';
import { points } from './format.ts';
import type { Confidence, GeneralizationReport, Verdict } from './report.ts';

/** How the judgements of several runs of the same network agree. */
export interface RepeatedJudgement {
  readonly version: 1;
  /** The most frequent verdict; of equals the one that came first. */
  readonly verdict: Verdict;
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  /** Low for fewer than three runs that can be told; high when the interval of their gaps excludes the threshold. */
  readonly confidence: Confidence;
  /** Mean of validation less training error, with its 95 % t interval; `null` for fewer than two runs. */
  readonly gap: Interval | null;
  /** Whether the gap varies as much as it measures. */
  readonly inconclusive: boolean;
  /** For people. */
  readonly sentence: string;
}

/**
 * The judgement of a network by several of its runs, over folds or seeds.
 *
 * @returns `undefined` without any report
 */
export function judgeRepeats(reports: readonly GeneralizationReport[]): RepeatedJudgement | undefined {
  if (reports.length === 0) return undefined;
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of reports) counts[verdict] = (counts[verdict] ?? 0) + 1;
  const [verdict] = Object.entries(counts).reduce((most, next) => (next[1] > most[1] ? next : most)) as [
    Verdict,
    number,
  ];
  const rows = reports.flatMap(({ evidence }) =>
    evidence.filter(({ id, value }) => id === 'gap' && value !== null),
  );
  const gaps = rows.map(({ value }) => value as number);
  const gap = gaps.length < 2 ? null : meanInterval(gaps);
  const limit = meanAndDeviation(rows.map(({ threshold }) => threshold ?? 0)).mean;
  const inconclusive = gaps.length >= 3 && meanAndDeviation(gaps).deviation >= Math.abs(gap?.value ?? 0);
  return {
    version: 1,
    verdict,
    counts,
    confidence: confidenceOf(gap, gaps.length, limit),
    gap,
    inconclusive,
    sentence: sentenceOf(reports.length, counts, gap, inconclusive),
  };
}

function confidenceOf(gap: Interval | null, count: number, limit: number): Confidence {
  if (gap === null || count < 3) return 'low';
  return gap.low > limit || gap.high < limit ? 'high' : 'medium';
}

function sentenceOf(
  count: number,
  counts: RepeatedJudgement['counts'],
  gap: Interval | null,
  inconclusive: boolean,
): string {
  const verdicts = Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(
      ([verdict, number]) =>
        `${verdict.replaceAll('-', ' ')} in ${number} of ${count} ${count === 1 ? 'run' : 'runs'}`,
    )
    .join(', ');
  const measured =
    gap === null
      ? ''
      : `; gap ${points(gap.value)} (95 % interval ${points(gap.low)} to ${points(gap.high)})`;
  return `${verdicts.charAt(0).toUpperCase()}${verdicts.slice(1)}${measured}${inconclusive ? ': inconclusive, as it varies as much as it measures' : ''}.`;
}
