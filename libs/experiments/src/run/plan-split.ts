import {
  ConvlabError,
  createRng,
  type DataSplit,
  type ExampleSource,
  type Registry,
  type Rng,
} from '@convlab/core';
import { bootstrapSubset, learningPart, trainingSubset } from '@convlab/data';
import type { CompleteSpec } from '../spec/experiment-spec.ts';

/** The stream of first weights, order and noise: the experiment's own, or that of the run's seed. */
export function runRng({ seed, run }: CompleteSpec): Rng {
  return createRng(run?.seed ?? seed);
}

/**
 * The parts that one training of an experiment works on.
 *
 * The protocol's splits come from the experiment's seed, so that all its trainings have the same ones; samples of the training
 * part come from the run's.
 *
 * @throws {ConvlabError} E_DATA_FOLDS, E_DATA_SPLIT, E_DATA_EMPTY_CLASS; E_SPEC_SPLIT when the protocol has no such split
 */
export function planSplit(spec: CompleteSpec, source: ExampleSource, registry: Registry): DataSplit {
  const { run, data } = spec;
  const root = createRng(spec.seed);
  const splits = registry
    .create('protocol', spec.protocol)
    .plan(source, registry.create('split', data.split), root);
  const planned = splits[run?.split ?? 0];
  if (planned === undefined) {
    throw new ConvlabError({
      code: 'E_SPEC_SPLIT',
      message: 'The protocol has no split of this number',
      received: run?.split,
      expected: `a whole number from 0 to ${splits.length - 1}`,
      path: ['run', 'split'],
    });
  }
  const { train, validation, test } = planned;
  const parts =
    run?.learning === true
      ? { train: learningPart(planned, root.fold('learning')), validation: new Int32Array(), test }
      : { train, validation, test };
  const rng = runRng(spec);
  const sample =
    data.fraction === 1
      ? parts.train
      : trainingSubset(source, parts.train, data.fraction, rng.fold('fraction'));
  return { ...parts, train: run?.bootstrap === true ? bootstrapSubset(sample, rng.fold('bagging')) : sample };
}

/**
 * Demands that the data can be divided as an experiment says, before any of its runs starts. Loads the data.
 *
 * @throws {ConvlabError} E_DATA_FOLDS for more folds than examples, or than examples of a class; E_DATA_SPLIT, E_DATA_EMPTY_CLASS,
 *   or what the data set cannot be loaded for
 */
export async function requireSplits(spec: CompleteSpec, registry: Registry): Promise<void> {
  const source = await registry.create('data-set', spec.data.set).load();
  planSplit(spec, source, registry);
  if (spec.search !== undefined) planSplit({ ...spec, protocol: spec.search.protocol }, source, registry);
}
