import { argMax } from '@convlab/evaluation';
import { PREDICTIONS } from '@convlab/experiments';
import type { Store } from '@convlab/store';
import { decodePredictions } from '@convlab/training/predictions';

/** What a run says of each example of a part; arrays of the same length. */
export interface Decisions {
  /** Indices of the examples in the data set. */
  readonly indices: Int32Array;
  readonly truth: Int32Array;
  readonly predicted: Int32Array;
  /** Probability of the predicted class. */
  readonly confidence: Float32Array;
}

/** One of the parts that predictions are kept of. */
type JudgedPart = keyof typeof PREDICTIONS;

/* A hundred bytes or so per example of a part, of runs that people look at. */
const MAX_KEPT = 64;

const kept = new WeakMap<Store, Map<string, Promise<Decisions | undefined>>>();

/**
 * The decisions of a run from its stored predictions, kept as long as these stay the same; `undefined` where it has no
 * predictions of classes.
 */
export async function decisionsOf(
  store: Store,
  runId: string,
  part: JudgedPart,
): Promise<Decisions | undefined> {
  const files = await store.artifacts.list(runId);
  const file = files.find(({ kind }) => kind === PREDICTIONS[part]);
  if (file === undefined) return undefined;
  const known = kept.get(store) ?? new Map<string, Promise<Decisions | undefined>>();
  kept.set(store, known);
  const key = `${runId} ${part} ${file.sha256}`;
  const decisions = known.get(key) ?? read(store, runId, part);
  // Newest last: the first one is the one that was not asked for the longest time.
  known.delete(key);
  known.set(key, decisions);
  decisions.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest);
  return decisions;
}

async function read(store: Store, runId: string, part: JudgedPart): Promise<Decisions | undefined> {
  const file = await store.artifacts.read(runId, PREDICTIONS[part]);
  if (file === undefined) return undefined;
  const predictions = decodePredictions(file.data);
  const { indices, targets, length, outputs, numOutputs } = predictions;
  if (!(targets instanceof Int32Array)) return undefined;
  const predicted = Int32Array.from({ length }, (_, row) => argMax(predictions, row));
  const confidence = Float32Array.from(predicted, (k, row) => outputs[row * numOutputs + k] as number);
  return { indices, truth: targets, predicted, confidence };
}

/** Decisions example by example. */
export function rowsOf({ indices, truth, predicted, confidence }: Decisions) {
  return Array.from(indices, (index, i) => ({
    index,
    truth: truth[i] as number,
    predicted: predicted[i] as number,
    confidence: confidence[i] as number,
  }));
}
