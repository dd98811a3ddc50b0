import { summarizePredictions } from '@convlab/evaluation';
import type { PredictionSet } from '@convlab/training/predictions';
import { createMetrics } from '../spec/metrics.ts';
import type { PlanContext } from './context.ts';
import type { FoldsResult } from './experiment-result.ts';
import type { PlanRecord } from './plan-record.ts';

/* As many as a page of images shows. */
const NUM_HARDEST = 50;

/**
 * The judgement of every example by the runs that did not train on it.
 *
 * @returns `undefined` as long as no run has predictions
 */
export function outOfFold(context: PlanContext, records: readonly PlanRecord[]): FoldsResult['outOfFold'] {
  const sets = records.flatMap(({ predictions }) => predictions?.validation ?? []);
  const joined = averagePredictions(sets);
  if (joined === undefined) return undefined;
  const { spec, registry, outputNames, rng } = context;
  const metrics = createMetrics(spec.metrics ?? [], registry);
  return {
    ...summarizePredictions(joined, { metrics, outputNames, rng: rng.fold('out-of-fold') }),
    hardest: hardestExamples(joined),
  };
}

/** Predictions of several sets, averaged where they speak of the same example; in the order of the indices. */
function averagePredictions(sets: readonly PredictionSet[]): PredictionSet | undefined {
  const [first] = sets;
  if (first === undefined) return undefined;
  const indices = Int32Array.from(new Set(sets.flatMap((set) => [...set.indices]))).sort();
  const place = new Map([...indices].map((index, at) => [index, at]));
  const { numOutputs } = first;
  const width = first.targets.length / Math.max(1, first.length);
  const length = indices.length;
  const counts = new Int32Array(length);
  const outputs = new Float32Array(length * numOutputs);
  const targets =
    first.targets instanceof Int32Array ? new Int32Array(length * width) : new Float32Array(length * width);
  for (const set of sets) {
    set.indices.forEach((index, row) => {
      const at = place.get(index) as number;
      counts[at] = (counts[at] as number) + 1;
      for (let k = 0; k < numOutputs; k++)
        outputs[at * numOutputs + k] =
          (outputs[at * numOutputs + k] as number) + (set.outputs[row * numOutputs + k] as number);
      for (let k = 0; k < width; k++) targets[at * width + k] = set.targets[row * width + k] as number;
    });
  }
  for (let i = 0; i < outputs.length; i++)
    outputs[i] = (outputs[i] as number) / (counts[Math.floor(i / numOutputs)] as number);
  return { indices, outputs, targets, length, numOutputs };
}

function hardestExamples({ indices, outputs, targets, numOutputs }: PredictionSet) {
  if (!(targets instanceof Int32Array)) return [];
  return [...indices]
    .map((index, row) => ({
      index,
      probability: outputs[row * numOutputs + (targets[row] as number)] as number,
    }))
    .toSorted((a, b) => a.probability - b.probability)
    .slice(0, NUM_HARDEST);
}
