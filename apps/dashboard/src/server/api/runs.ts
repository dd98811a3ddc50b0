import { judgeRun } from '@convlab/experiments';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { batches } from './batches.ts';
import { procedure, router } from './trpc.ts';
import { withVerdicts } from './verdicts.ts';

/** Pages are told twice a second at the most. */
const UPDATE_MS = 500;

const runId = z.string().min(1).max(64);
const page = z.object({
  limit: z.int().min(1).max(500).default(200),
  cursor: z.string().max(100).nullish(),
});

/** Runs: listed, watched and stopped. */
export const runsRouter = router({
  list: procedure.input(page).query(async ({ input: { limit, cursor }, ctx }) => {
    const { store } = ctx.workbench;
    const { items, nextCursor } = await store.runs.list({
      limit,
      ...(cursor === null || cursor === undefined ? {} : { cursor }),
    });
    return { items: await withVerdicts(store, items), nextCursor: nextCursor ?? null };
  }),

  get: procedure.input(z.object({ id: runId })).query(async ({ input: { id }, ctx }) => {
    const { runs } = ctx.workbench.store;
    const run = await runs.require(id);
    return { run, epochs: await runs.epochs(id) };
  }),

  /** The judgement of a run: the final one, or that of what there is so far; `null` before the first epoch. */
  report: procedure.input(z.object({ id: runId })).query(async ({ input: { id }, ctx }) => {
    const { runs } = ctx.workbench.store;
    const { report, started, spec } = await runs.require(id);
    if (report !== null) return { final: true, report };
    const rows = (await runs.epochs(id)).map(({ metrics }) => metrics);
    if (started === null || rows.length === 0 || typeof spec !== 'object' || spec === null) return null;
    return { final: false, report: judgeRun({ started, rows, spec }) };
  }),

  /** A curve of single updates, at most so fine that a chart can show it; extremes are kept. */
  curve: procedure
    .input(
      z.object({
        id: runId,
        name: z.string().max(100),
        fromStep: z.int().min(0).optional(),
        toStep: z.int().min(0).optional(),
        maxPoints: z.int().min(1).max(10_000).default(400),
      }),
    )
    .query(({ input: { id, name, fromStep, toStep, maxPoints }, ctx }) =>
      ctx.workbench.store.scalars.read(id, name, {
        maxPoints,
        ...(fromStep === undefined ? {} : { fromStep }),
        ...(toStep === undefined ? {} : { toStep }),
      }),
    ),

  stop: procedure
    .input(z.object({ id: runId }))
    .mutation(async ({ input: { id }, ctx }) => ({ effect: await ctx.workbench.store.runs.stop(id) })),

  /** The events of one run after `afterSeq`, in batches; goes on behind the last one received after a lost connection. */
  events: procedure
    .input(
      z.object({ id: runId, afterSeq: z.int().min(0), lastEventId: z.string().regex(/^\d+$/).nullish() }),
    )
    .subscription(async function* ({ input, ctx, signal }) {
      const after =
        input.lastEventId === null || input.lastEventId === undefined
          ? input.afterSeq
          : Number(input.lastEventId);
      const events = ctx.workbench.store.live.subscribe(
        input.id,
        after,
        signal ?? new AbortController().signal,
      );
      for await (const batch of batches(events, UPDATE_MS)) {
        const last = batch.at(-1);
        if (last !== undefined) yield tracked(String(last.seq), batch);
      }
    }),

  /** Every run that changes, as lists show it, in batches. */
  changes: procedure
    .input(z.object({ lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ input, ctx, signal }) {
      const { live, runs } = ctx.workbench.store;
      const events = live.subscribeAll(
        input.lastEventId ?? undefined,
        signal ?? new AbortController().signal,
      );
      for await (const batch of batches(events, UPDATE_MS)) {
        const last = batch.at(-1);
        if (last === undefined) continue;
        const changed = await runs.getMany([...new Set(batch.map((event) => event.runId))]);
        yield tracked(last.cursor, await withVerdicts(ctx.workbench.store, changed));
      }
    }),
});
