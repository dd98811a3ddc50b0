import type { Registry } from '@convlab/core';
import type { CompleteSpec } from './experiment-spec.ts';

/** What an experiment is, by what stands out in it. */
export type ExperimentKind =
  'single' | 'k-fold' | 'selection' | 'search' | 'ensemble' | 'learning-curve' | 'study';

/**
 * The kind of an experiment, which says what page shows it: an ensemble may well come with a search and a cross-validation.
 *
 * @param spec  complete
 */
export function experimentKind(spec: CompleteSpec, registry: Registry): ExperimentKind {
  if (spec.run !== undefined) return 'single';
  if (spec.study !== undefined) return 'study';
  if (spec.ensemble !== undefined) return 'ensemble';
  if (spec.search !== undefined) return 'search';
  if (spec.selection !== undefined) return 'selection';
  if (spec.learningCurve !== undefined) return 'learning-curve';
  return registry.create('protocol', spec.protocol).numSplits > 1 ? 'k-fold' : 'single';
}
