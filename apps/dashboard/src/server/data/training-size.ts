import {
  createRng,
  isConvlabError,
  type DataSetInfo,
  type ExampleSource,
  type Registry,
} from '@convlab/core';
import type { CompleteSpec } from '@convlab/experiments';

/* Larger sets are divided as one of this size would be. */
const MAX_DIVIDED = 20_000;
const MAX_KNOWN = 200;
const known = new Map<string, number>();

/**
 * How many examples each training of an experiment will have, without loading any: its protocol divides a set of the same size whose
 * classes are equally frequent. At least 1.
 */
export function trainingSize(spec: CompleteSpec, info: DataSetInfo, registry: Registry): number {
  const { split, fraction } = spec.data;
  const key = JSON.stringify([info.numExamples, info.numOutputs, info.task, split, spec.protocol]);
  const share = known.get(key) ?? trainingShare(spec, info, registry);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, share);
  return Math.max(1, Math.round(info.numExamples * share * fraction));
}

function trainingShare(spec: CompleteSpec, info: DataSetInfo, registry: Registry): number {
  const length = Math.min(info.numExamples, MAX_DIVIDED);
  try {
    const split = registry.create('split', spec.data.split);
    const [first] = registry
      .create('protocol', spec.protocol)
      .plan(sized(info, length), split, createRng(spec.seed));
    return (first?.train.length ?? length) / length;
  } catch (error) {
    // Too few examples for the folds is said when the experiment is launched.
    if (isConvlabError(error)) return 1;
    throw error;
  }
}

/** A data set of that size, which is never read. */
function sized(info: DataSetInfo, length: number): ExampleSource {
  return {
    info,
    length,
    ...(info.task === 'classification'
      ? { labels: Int32Array.from({ length }, (_, i) => i % info.numOutputs) }
      : {}),
    read: () => Promise.reject(new Error('A planned data set has no examples.')),
  };
}
