import { countFlips, followExamples } from '@convlab/evaluation';
import type { PredictionHistory } from '@convlab/store';
import { z } from 'zod';
import { dataSetOf, outputNames } from '../data/run-set.ts';
import { id } from './inputs.ts';
import { procedure, router } from './trpc.ts';

/* A page of images. */
const MAX_EXAMPLES = 64;

const KINDS = ['fixed', 'broken', 'forgotten', 'never-right'] as const;
type Kind = (typeof KINDS)[number];

const shared = {
  id,
  /** The epoch to compare the last one with: the last kept one up to it is taken, or the first of all. */
  since: z.int().min(0).default(0),
  // Says nothing to the server: it makes a browser ask again when there may be more.
  epoch: z.int().min(0).optional(),
};

/**
 * Which validation examples a run learns and forgets, from what it said of them at up to 40 epochs, its best and its last one.
 *
 * What is read is bounded by these epochs and 10,000 examples, however many runs there are.
 */
export const flipsRouter = router({
  /** How many examples are wrong, were never right, were fixed and were broken since an epoch; `null` where nothing is kept. */
  overview: procedure.input(z.object(shared)).query(async ({ input, ctx }) => {
    const { store } = ctx.workbench;
    const { spec, started, bestEpoch } = await store.runs.require(input.id);
    const history = await store.predictions.history(input.id);
    if (history === undefined) return null;
    const set = dataSetOf(spec);
    const { epochs, indices } = history;
    const since = placeOf(epochs, input.since);
    const { timesForgotten, timesRight } = followExamples(history);
    return {
      set,
      names: await outputNames(ctx.workbench, set),
      /** Of so many validation examples, so many are followed. */
      numValidation: started?.numExamples.validation ?? indices.length,
      numExamples: indices.length,
      bestEpoch,
      since: epochs[since] ?? 0,
      epochs: countFlips(history, since).map((counts, i) => ({ epoch: epochs[i] ?? 0, ...counts })),
      alwaysRight: timesRight.filter((times) => times === epochs.length).length,
      forgotten: timesForgotten.filter((times) => times > 0).length,
      mostForgotten: timesForgotten.reduce((most, times) => Math.max(most, times), 0),
    };
  }),

  /**
   * The examples that were fixed or broken between an epoch and the last one that is kept, that were forgotten most often, or that
   * were never right; those first of which the network is surest at the last one.
   */
  examples: procedure
    .input(
      z.object({
        ...shared,
        kind: z.enum(KINDS),
        truth: z.int().min(0).optional(),
        minConfidence: z.number().min(0).max(1).default(0),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(MAX_EXAMPLES).default(24),
      }),
    )
    .query(async ({ input, ctx }) => {
      const { store } = ctx.workbench;
      await store.runs.require(input.id);
      const history = await store.predictions.history(input.id);
      const last = history?.epochs.at(-1);
      const confidences =
        last === undefined ? undefined : await store.predictions.confidences(input.id, last);
      if (history === undefined || last === undefined || confidences === undefined)
        return { total: 0, since: 0, last: 0, numEpochs: 0, examples: [] };
      const since = placeOf(history.epochs, input.since);
      const found = rowsOf(history, confidences, since).filter(
        (row) =>
          isOf(input.kind, row) &&
          (input.truth === undefined || row.truth === input.truth) &&
          row.confidence >= input.minConfidence,
      );
      const events = (row: FlipRow): number => (input.kind === 'forgotten' ? row.timesForgotten : 0);
      const sorted = found
        .toSorted((a, b) => b.confidence - a.confidence)
        // Stable: of those that were forgotten as often, the surest stay first.
        .toSorted((a, b) => events(b) - events(a));
      return {
        total: found.length,
        since: history.epochs[since] ?? 0,
        last,
        numEpochs: history.epochs.length,
        examples: sorted.slice(input.offset, input.offset + input.limit),
      };
    }),
});

/** The place of the last epoch up to `since`; there is one to compare with where there is another. */
function placeOf(epochs: readonly number[], since: number): number {
  const upTo = epochs.findLastIndex((epoch) => epoch <= since);
  return Math.max(0, Math.min(upTo, epochs.length - 2));
}

/** An example over the epochs that are kept. */
interface FlipRow {
  /** In the data set. */
  readonly index: number;
  readonly truth: number;
  /** What it was taken for at the epoch to compare with, and at the last one. */
  readonly before: number;
  readonly predicted: number;
  /** Of the class that it is taken for at the last epoch, from 0 to 1. */
  readonly confidence: number;
  readonly timesRight: number;
  readonly timesForgotten: number;
}

function rowsOf(history: PredictionHistory, confidences: Uint8Array, since: number): readonly FlipRow[] {
  const { indices, truths, classes } = history;
  const { timesRight, timesForgotten } = followExamples(history);
  return Array.from(indices, (index, i) => ({
    index,
    truth: truths[i] as number,
    before: classes[since]?.[i] as number,
    predicted: classes.at(-1)?.[i] as number,
    confidence: (confidences[i] as number) / 255,
    timesRight: timesRight[i] as number,
    timesForgotten: timesForgotten[i] as number,
  }));
}

function isOf(kind: Kind, { truth, before, predicted, timesRight, timesForgotten }: FlipRow): boolean {
  switch (kind) {
    case 'fixed':
      return before !== truth && predicted === truth;
    case 'broken':
      return before === truth && predicted !== truth;
    case 'forgotten':
      return timesForgotten > 0;
    case 'never-right':
      return timesRight === 0;
  }
}
