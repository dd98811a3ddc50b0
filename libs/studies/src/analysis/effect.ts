import type { StudyEffect, StudyVerdict } from '@convlab/core';
import { meanInterval } from '@convlab/evaluation';
import { SPLIT } from '../design/base.ts';
import type { SeedGroup } from './runs.ts';

/** A difference that a claim is about, and what was demanded of it before anything was run. */
export interface EffectRule {
  /** What is compared, in words: `train error: plain-56 less plain-20`. */
  readonly name: string;
  /** Shares are told in percentage points. */
  readonly unit: StudyEffect['unit'];
  /** The claim asks for more than this; the smallest effect that would count. */
  readonly above: number;
  /** The difference within one seed, where everything but what is compared was the same. */
  readonly of: (group: SeedGroup) => number | null;
}

/**
 * Measures an effect over seeds and compares it with what was demanded.
 *
 * mean(d) ± t(n - 1) sqrt(1/n + n_validation / n_train) sd(d), at 95 %
 *
 * Seeds draw their splits from the same examples, so that the plain interval would be too narrow.
 * @see Nadeau & Bengio, "Inference for the generalization error", Machine Learning 52, 2003.
 */
export function measureEffect(rule: EffectRule, groups: readonly SeedGroup[]): StudyEffect {
  const { name, unit, above } = rule;
  const values = groups.map(rule.of);
  const interval = correctedInterval(values.filter((value) => value !== null));
  return { name, unit, above, values, interval, verdict: verdictOf(interval, above) };
}

function correctedInterval(values: readonly number[]): StudyEffect['interval'] {
  if (values.length < 2) return null;
  const { value, low, level } = meanInterval(values);
  const half = (value - low) * Math.sqrt(1 + (values.length * SPLIT.validation) / SPLIT.train);
  return { value, low: value - half, high: value + half, level };
}

function verdictOf(interval: StudyEffect['interval'], above: number): StudyVerdict {
  if (interval === null) return 'inconclusive';
  if (interval.low > above) return 'supported';
  return interval.high < above ? 'not-supported' : 'inconclusive';
}

/** A claim is supported when all its effects are, and not supported when one of them is not. */
export function jointVerdict(effects: readonly StudyEffect[]): StudyVerdict {
  if (effects.some(({ verdict }) => verdict === 'not-supported')) return 'not-supported';
  return effects.every(({ verdict }) => verdict === 'supported') ? 'supported' : 'inconclusive';
}
