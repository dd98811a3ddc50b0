import { ConvlabError } from '@convlab/core';
import { PREDICTIONS } from '@convlab/experiments';
import { z } from 'zod';
import { decisionsOf, rowsOf } from '../data/run-decisions.ts';
import { examplesOf } from '../data/run-examples.ts';
import { packFloats } from '../data/pack-floats.ts';
import { id } from './inputs.ts';
import { procedure, router } from './trpc.ts';

/* A row of thumbnails. */
const MAX_EXAMPLES = 48;

/** What looking into a trained network needs beside its weights: examples, and how the network reads them. */
export const insideRouter = router({
  /**
   * Examples of a part: those that the run got right or wrong, the surest first, or all in the order of the data.
   *
   * `judged` says whether the run's predictions of the part are kept; until it ends there are examples without answers.
   */
  examples: procedure
    .input(
      z.object({
        id,
        part: z.enum(['train', 'validation', 'test']),
        answers: z.enum(['all', 'right', 'wrong']).default('all'),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(MAX_EXAMPLES).default(12),
        // Says nothing to the server: it makes a browser ask again when the run has ended.
        over: z.boolean().optional(),
      }),
    )
    .query(async ({ input: { part, answers, offset, limit, ...input }, ctx }) => {
      const { store } = ctx.workbench;
      const { source, split } = await examplesOf(ctx.workbench, input.id);
      const decisions = part === 'train' ? undefined : await decisionsOf(store, input.id, part);
      const files = await store.artifacts.list(input.id);
      const found =
        decisions === undefined
          ? [...split[part]].map((index) => ({
              index,
              truth: source.labels?.[index] ?? null,
              predicted: null,
              confidence: null,
            }))
          : rowsOf(decisions)
              .filter(
                ({ truth, predicted }) =>
                  answers === 'all' || (truth === predicted) === (answers === 'right'),
              )
              .toSorted((a, b) => (answers === 'all' ? 0 : b.confidence - a.confidence));
      return {
        // Whoever holds test examples back does not look at them yet.
        parts: (['validation', 'test', 'train'] as const).filter(
          (one) =>
            split[one].length > 0 && (one !== 'test' || files.some(({ kind }) => kind === PREDICTIONS.test)),
        ),
        judged: decisions !== undefined,
        total: found.length,
        examples: found.slice(offset, offset + limit),
      };
    }),

  /** One example as it is, and as the network reads it. */
  example: procedure.input(z.object({ id, index: z.int().min(0) })).query(async ({ input, ctx }) => {
    const { source, scaler } = await examplesOf(ctx.workbench, input.id);
    if (input.index >= source.length) throw noExample(input.index, source.length);
    const { inputs, targets } = await source.read(Int32Array.of(input.index));
    return {
      index: input.index,
      target: [...targets],
      values: packFloats(inputs),
      shape: source.info.inputShape,
      range: source.info.inputRange ?? null,
      input: packFloats(scaler.transform(inputs)),
    };
  }),
});

function noExample(received: number, length: number): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_INDEX',
    message: 'There is no example with this index.',
    received,
    expected: `an integer from 0 to ${length - 1}`,
  });
}
