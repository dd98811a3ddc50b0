import type { Registry } from '@convlab/core';
import type { CompleteSpec } from './experiment-spec.ts';
import { seedsOf, type RunSpec } from './planning-spec.ts';

/** Runs of a stage, all outer folds together. */
export interface StageSize {
  readonly stage: RunSpec['stage'];
  readonly numRuns: number;
}

/**
 * The stages of an experiment in their order, with the number of runs that each has at the most. Pure; loads nothing.
 *
 * Selection, then search, choose; the protocol judges what was chosen; then come ensemble and learning curve; and a last
 * training on all but the test part where that is to be opened. What another stage does as well is left out: of a hold-out the
 * chosen trial is the judged run already.
 *
 * @throws {ConvlabError} E_SEARCH_SPACE when the space is malformed or its grid too large
 */
export function stageSizes(spec: CompleteSpec, registry: Registry): StageSize[] {
  const { selection, search, ensemble, learningCurve, study } = spec;
  const { numSplits, numOuterFolds } = registry.create('protocol', spec.protocol);
  if (study !== undefined && spec.run === undefined)
    return [
      { stage: 'study', numRuns: study.arms.reduce((sum, arm) => sum + seedsOf(study, arm).length, 0) },
    ];
  const nested = numOuterFolds !== undefined;
  const chooses = selection !== undefined || search !== undefined;
  const plansMore = chooses || ensemble !== undefined || learningCurve !== undefined;
  if (spec.run !== undefined || (numSplits === 1 && !plansMore)) return [{ stage: 'single', numRuns: 1 }];
  const stages: StageSize[] = [];
  if (selection !== undefined)
    stages.push({ stage: 'selection', numRuns: selection.candidates.length * numSplits });
  if (search !== undefined) {
    const perTrial = nested ? numSplits : registry.create('protocol', search.protocol).numSplits;
    const numTrials = registry.create('search', search.strategy).numTrials(search.space);
    stages.push({ stage: 'search', numRuns: numTrials * perTrial });
  }
  if (numSplits > 1 && !(nested && chooses)) stages.push({ stage: 'folds', numRuns: numSplits });
  if (ensemble !== undefined && ensemble.kind !== 'folds')
    stages.push({ stage: 'ensemble', numRuns: ensemble.members });
  if (learningCurve !== undefined)
    stages.push({ stage: 'learning-curve', numRuns: learningCurve.fractions.length * learningCurve.repeats });
  if (nested) stages.push({ stage: 'final', numRuns: numOuterFolds });
  else if (spec.test === true && ensemble === undefined) stages.push({ stage: 'final', numRuns: 1 });
  return stages;
}

/**
 * The number of runs that an experiment makes at the most.
 *
 * @throws {ConvlabError} E_SEARCH_SPACE as {@link stageSizes}
 */
export function countRuns(spec: CompleteSpec, registry: Registry): number {
  return stageSizes(spec, registry).reduce((sum, { numRuns }) => sum + numRuns, 0);
}
