import { isDeepStrictEqual } from 'node:util';
import { ConvlabError } from '@convlab/core';
import { mcNemarTest } from '@convlab/evaluation';
import { PREDICTIONS } from '@convlab/experiments';
import type { Store } from '@convlab/store';
import { decodePredictions, type PredictionSet } from '@convlab/training/predictions';
import { z } from 'zod';
import { dataSetOf, outputNames } from '../data/run-set.ts';
import { id as runId } from './inputs.ts';
import { procedure, router } from './trpc.ts';

/** Examples of each kind of disagreement that are listed; counts are of all. */
const MAX_LISTED = 60;

/** What two classifiers say of one example. */
interface PairedExample {
  /** Its place in the data set. */
  readonly index: number;
  readonly target: number;
  readonly first: Guess;
  readonly second: Guess;
}

interface Guess {
  readonly predicted: number;
  /** Probability of the predicted class. */
  readonly confidence: number;
}

/** Two runs on the same examples. */
export const compareRouter = router({
  /** Which examples only one of two classifiers has right, whether that is more than chance, and how their confusions differ. */
  pair: procedure.input(z.object({ first: runId, second: runId })).query(async ({ input, ctx }) => {
    const { store } = ctx.workbench;
    const sets = await Promise.all([setOf(store, input.first), setOf(store, input.second)]);
    const [first, second] = await Promise.all([
      readPredictions(store, input.first),
      readPredictions(store, input.second),
    ]);
    if (first === null || second === null) return { ok: false as const, reason: 'no-predictions' as const };
    // The same place in another data set is another example.
    const examples = isDeepStrictEqual(...sets) ? pairExamples(first, second) : [];
    if (examples.length === 0) return { ok: false as const, reason: 'nothing-in-common' as const };
    return {
      ok: true as const,
      outputNames: await outputNames(ctx.workbench, sets[0]),
      ...summarize(examples, Math.max(first.numOutputs, second.numOutputs, 2)),
    };
  }),
});

async function setOf(store: Store, id: string) {
  return dataSetOf((await store.runs.require(id)).spec);
}

async function readPredictions(store: Store, id: string): Promise<PredictionSet | null> {
  const artifact = await store.artifacts.read(id, PREDICTIONS.validation);
  if (artifact === undefined) return null;
  const predictions = decodePredictions(artifact.data);
  if (predictions.targets instanceof Int32Array) return predictions;
  throw new ConvlabError({
    code: 'E_COMPARE_TASK',
    message: 'Only classifiers can be compared example by example',
    received: 'predictions of numbers',
    expected: 'predictions of classes',
  });
}

/** The examples that both have judged. */
export function pairExamples(first: PredictionSet, second: PredictionSet): PairedExample[] {
  const places = new Map([...second.indices].map((index, place) => [index, place]));
  return [...first.indices].flatMap((index, place): PairedExample[] => {
    const other = places.get(index);
    const target = first.targets[place];
    if (other === undefined || target === undefined || second.targets[other] !== target) return [];
    return [{ index, target, first: guessOf(first, place), second: guessOf(second, other) }];
  });
}

/* Outputs are probabilities; a single one is that of the second class. */
function guessOf({ outputs, numOutputs }: PredictionSet, place: number): Guess {
  const row = outputs.subarray(place * numOutputs, (place + 1) * numOutputs);
  const [share = 0] = row;
  if (numOutputs === 1) return { predicted: share > 0.5 ? 1 : 0, confidence: Math.max(share, 1 - share) };
  let predicted = 0;
  row.forEach((value, i) => {
    if (value > (row[predicted] ?? -Infinity)) predicted = i;
  });
  return { predicted, confidence: row[predicted] ?? 0 };
}

function summarize(examples: readonly PairedExample[], numClasses: number) {
  const right = (example: PairedExample, who: 'first' | 'second') =>
    example[who].predicted === example.target;
  const test = mcNemarTest(
    examples.map((example) => right(example, 'first')),
    examples.map((example) => right(example, 'second')),
  );
  const onlyFirst = examples.filter((one) => right(one, 'first') && !right(one, 'second'));
  const onlySecond = examples.filter((one) => !right(one, 'first') && right(one, 'second'));
  const bothWrong = examples.filter((one) => !right(one, 'first') && !right(one, 'second'));
  return {
    numExamples: examples.length,
    numClasses,
    bothRight: examples.length - onlyFirst.length - onlySecond.length - bothWrong.length,
    bothWrong: bothWrong.length,
    ...test,
    listed: {
      onlyFirst: onlyFirst.slice(0, MAX_LISTED),
      onlySecond: onlySecond.slice(0, MAX_LISTED),
      bothWrong: bothWrong.slice(0, MAX_LISTED),
    },
    /** Second minus first, target by predicted class. */
    confusionDifference: confusionDifference(examples, numClasses),
  };
}

function confusionDifference(examples: readonly PairedExample[], numClasses: number): number[][] {
  const counts = Array.from({ length: numClasses }, () => new Array<number>(numClasses).fill(0));
  for (const { target, first, second } of examples) {
    const row = counts[target];
    if (row === undefined) continue;
    row[second.predicted] = (row[second.predicted] ?? 0) + 1;
    row[first.predicted] = (row[first.predicted] ?? 0) - 1;
  }
  return counts;
}
