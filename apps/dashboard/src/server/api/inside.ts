import { ConvlabError } from '@convlab/core';
import { PREDICTIONS, type PreparedData } from '@convlab/experiments';
import type { Store } from '@convlab/store';
import { z } from 'zod';
import { packFloats } from '../data/pack-floats.ts';
import { decisionsOf, rowsOf } from '../data/run-decisions.ts';
import { examplesOf } from '../data/run-examples.ts';
import { id } from './inputs.ts';
import { procedure, router } from './trpc.ts';

/* A row of thumbnails. */
const MAX_EXAMPLES = 48;

const PARTS = ['validation', 'test', 'train'] as const;
type Part = (typeof PARTS)[number];

const answersOf = z.enum(['all', 'right', 'wrong']).default('all');
const index = z.int().min(0);

/** What looking into a trained network needs beside its weights: examples, and how the network reads them. */
export const insideRouter = router({
  /**
   * Examples of a part: those that the run got right or wrong, the surest first, or all in the order of the data.
   *
   * `part` is the one that was asked for, or the first one where the run has no such part; `judged` says whether the run's
   * predictions of it are kept: until it ends there are examples without answers. They begin at `offset`, or at the example of
   * `index` where it is given and among them.
   */
  examples: procedure
    .input(
      z.object({
        id,
        part: z.enum(PARTS),
        answers: answersOf,
        index: index.optional(),
        offset: index.default(0),
        limit: z.int().min(1).max(MAX_EXAMPLES).default(12),
        // Says nothing to the server: it makes a browser ask again when the run has ended.
        over: z.boolean().optional(),
      }),
    )
    .query(async ({ input, ctx }) => {
      const { store } = ctx.workbench;
      const examples = await examplesOf(ctx.workbench, input.id);
      const parts = await partsOf(store, input.id, examples);
      const part = parts.includes(input.part) ? input.part : (parts[0] ?? 'train');
      const decisions = part === 'train' ? undefined : await decisionsOf(store, input.id, part);
      const found =
        decisions === undefined ? withoutAnswers(examples, part) : answered(rowsOf(decisions), input.answers);
      const place = found.findIndex((one) => one.index === input.index);
      const offset = place >= 0 ? place : input.offset;
      return {
        part,
        parts,
        judged: decisions !== undefined,
        total: found.length,
        offset,
        examples: found.slice(offset, offset + input.limit),
      };
    }),

  /** One example as it is, and as the network reads it. */
  example: procedure.input(z.object({ id, index })).query(async ({ input, ctx }) => {
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

/* Whoever holds test examples back does not look at them yet. */
async function partsOf(store: Store, runId: string, { split }: PreparedData): Promise<readonly Part[]> {
  const files = await store.artifacts.list(runId);
  const testIsJudged = files.some(({ kind }) => kind === PREDICTIONS.test);
  return PARTS.filter((part) => split[part].length > 0 && (part !== 'test' || testIsJudged));
}

interface Row {
  readonly index: number;
  readonly truth: number | null;
  readonly predicted: number | null;
  readonly confidence: number | null;
}

function withoutAnswers({ source, split }: PreparedData, part: Part): readonly Row[] {
  return [...split[part]].map((at) => ({
    index: at,
    truth: source.labels?.[at] ?? null,
    predicted: null,
    confidence: null,
  }));
}

function answered(rows: ReturnType<typeof rowsOf>, answers: z.infer<typeof answersOf>): readonly Row[] {
  if (answers === 'all') return rows;
  return rows
    .filter(({ truth, predicted }) => (truth === predicted) === (answers === 'right'))
    .toSorted((a, b) => b.confidence - a.confidence);
}

function noExample(received: number, length: number): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_INDEX',
    message: 'There is no example with this index.',
    received,
    expected: `an integer from 0 to ${length - 1}`,
  });
}
