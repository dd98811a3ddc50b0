import { ConvlabError } from '@convlab/core';
import { decodeEvaluation, EVALUATION, PREDICTIONS } from '@convlab/experiments';
import type { Store } from '@convlab/store';
import { z } from 'zod';
import { decisionsOf, rowsOf, type Decisions } from '../data/run-decisions.ts';
import { dataSetOf } from '../data/run-set.ts';
import { id as runId } from './inputs.ts';
import { procedure, router } from './trpc.ts';

/* A page of images. */
const MAX_EXAMPLES = 48;
const MAX_RUNS = 100;

const judgedPart = z.enum(['validation', 'test']).default('validation');
const runIds = z.array(runId).min(1).max(MAX_RUNS);
const label = z.int().min(0);
const pageSize = z.int().min(1).max(MAX_EXAMPLES).default(24);

/** What runs get wrong, from the predictions that they kept. */
export const errorsRouter = router({
  /** How a run does on a part, class by class, and whether it knows; `null` where nothing was judged. */
  report: procedure
    .input(z.object({ id: runId, part: judgedPart }))
    .query(async ({ input: { id, part }, ctx }) => {
      const { store } = ctx.workbench;
      const { spec } = await store.runs.require(id);
      const files = await store.artifacts.list(id);
      return {
        set: dataSetOf(spec),
        parts: (['validation', 'test'] as const).filter((one) =>
          files.some(({ kind }) => kind === PREDICTIONS[one]),
        ),
        summary: (await evaluationOf(store, id))?.[part] ?? null,
      };
    }),

  /** Examples that a run puts from one class into another, or all its mistakes; the most confident first. */
  examples: procedure
    .input(
      z.object({
        id: runId,
        part: judgedPart,
        truth: label.optional(),
        predicted: label.optional(),
        minConfidence: z.number().min(0).max(1).default(0),
        offset: z.int().min(0).default(0),
        limit: pageSize,
      }),
    )
    .query(async ({ input, ctx }) => {
      const { truth, predicted, minConfidence } = input;
      const decisions = await decisionsOf(ctx.workbench.store, input.id, input.part);
      if (decisions === undefined) return { total: 0, examples: [] };
      const all = truth === undefined && predicted === undefined;
      const found = rowsOf(decisions).filter(
        (row) =>
          (truth === undefined || row.truth === truth) &&
          (predicted === undefined || row.predicted === predicted) &&
          (!all || row.truth !== row.predicted) &&
          row.confidence >= minConfidence,
      );
      const sorted = found.toSorted((a, b) => b.confidence - a.confidence);
      return { total: found.length, examples: sorted.slice(input.offset, input.offset + input.limit) };
    }),

  /** Recall of each class in each of some runs, as of the folds of a cross-validation; `null` for runs that were not judged. */
  recalls: procedure
    .input(z.object({ ids: runIds, part: judgedPart }))
    .query(async ({ input: { ids, part }, ctx }) => {
      const rows: (readonly (number | null)[] | null)[] = [];
      let names: readonly string[] = [];
      for (const id of ids) {
        const classes = (await evaluationOf(ctx.workbench.store, id))?.[part]?.classes;
        if (classes !== undefined) names = classes.map(({ name }) => name);
        rows.push(classes?.map(({ recall, support }) => (support === 0 ? null : recall)) ?? null);
      }
      return { names, rows };
    }),

  /** How many of some runs, judged on the same examples, fail each example; and those that `failing` of them fail. */
  together: procedure
    .input(
      z.object({
        ids: runIds,
        part: judgedPart,
        failing: z.int().min(0).max(MAX_RUNS).optional(),
        limit: pageSize,
      }),
    )
    .query(async ({ input: { ids, part, failing, limit }, ctx }) => {
      const judged: Decisions[] = [];
      for (const id of ids) {
        const decisions = await decisionsOf(ctx.workbench.store, id, part);
        if (decisions !== undefined) judged.push(decisions);
      }
      const [first] = judged;
      if (first === undefined) return { numRuns: 0, counts: [], total: 0, examples: [] };
      requireSameExamples(first, judged);
      const failures = Int32Array.from(
        first.truth,
        (truth, i) => judged.filter(({ predicted }) => predicted[i] !== truth).length,
      );
      const counts = Array.from({ length: judged.length + 1 }, () => 0);
      for (const count of failures) counts[count] = (counts[count] ?? 0) + 1;
      const chosen = rowsOf(first).flatMap((row, i) =>
        failing === undefined || failures[i] !== failing ? [] : [{ index: row.index, truth: row.truth }],
      );
      return {
        numRuns: judged.length,
        counts,
        total: chosen.length,
        examples: chosen.slice(0, limit),
      };
    }),
});

async function evaluationOf(store: Store, id: string) {
  const file = await store.artifacts.read(id, EVALUATION);
  return file === undefined ? undefined : decodeEvaluation(file.data);
}

function requireSameExamples(first: Decisions, judged: readonly Decisions[]): void {
  const same = judged.every(
    ({ indices }) =>
      indices.length === first.indices.length && indices.every((index, i) => index === first.indices[i]),
  );
  if (same) return;
  throw new ConvlabError({
    code: 'E_RUNS_EXAMPLES',
    message: 'These runs were judged on different examples.',
    received: judged.map(({ indices }) => `${indices.length} examples`),
    expected: 'runs that were judged on the same part, as the members of an ensemble are',
  });
}
