import { judgeRun, specHash } from '@convlab/experiments';
import { MAX_DECAY, type Change, type StoredEvent } from '@convlab/store';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { worksOf } from '../data/run-works.ts';
import { storedPanels } from '../data/stored-panels.ts';
import { batches } from './batches.ts';
import { cursor, given, id as runId, label, notes, tags, written } from './inputs.ts';
import { asRows } from './run-rows.ts';
import { procedure, router } from './trpc.ts';

/** Lists are told twice a second at the most. */
const UPDATE_MS = 500;
/** The page of a run has all its charts drawn anew each time. */
const RUN_UPDATE_MS = 2_000;
/** Who stops a run waits for that. */
const changesStatus = ({ event }: StoredEvent): boolean => event.type === 'status';

const status = z.enum([
  'queued',
  'running',
  'paused',
  'lost',
  'finished',
  'stopped-early',
  'stopped',
  'failed',
]);

/** Where to look for the latest run, first to last; then among those that wait. */
const UNDER_WAY = ['running'] as const;
const BEGUN = ['paused', 'lost', 'finished', 'stopped-early', 'stopped', 'failed'] as const;

const sort = z.object({
  by: z.union([
    z.enum(['created', 'ordinal', 'name', 'duration', 'best']),
    z.object({ metric: z.string().min(1).max(100) }),
  ]),
  direction: z.enum(['ascending', 'descending']).default('descending'),
});

const list = z.object({
  project: label.optional(),
  experimentId: runId.optional(),
  status: z.array(status).max(8).optional(),
  verdict: z.array(z.string().max(60)).max(20).optional(),
  tags: tags.optional(),
  search: z.string().max(200).optional(),
  archived: z.boolean().default(false),
  sort: sort.optional(),
  limit: z.int().min(1).max(500).default(200),
  cursor,
});

const one = z.object({ id: runId });
const several = z.object({ ids: z.array(runId).min(1).max(500) });

/* A batch of changes, each run and experiment once. */
function gathered(batch: readonly Change[]) {
  const runIds = new Set<string>();
  const removed = new Set<string>();
  const experiments = new Set<string>();
  let last: string | undefined;
  let missed = false;
  for (const change of batch) {
    if ('removedRuns' in change) for (const id of change.removedRuns) removed.add(id);
    else if ('experiments' in change) for (const id of change.experiments) experiments.add(id);
    else if ('missed' in change) missed = true;
    else {
      runIds.add(change.runId);
      last = change.cursor;
    }
  }
  return {
    last,
    runIds: [...runIds],
    told: {
      removed: [...removed],
      experiments: [...experiments],
      /** Whether removals or changes of experiments may have been missed, so that lists are to be read again. */
      missed,
    },
  };
}

/** Runs: listed, watched and directed. */
export const runsRouter = router({
  /** A page of runs; filtered and sorted by the database. */
  list: procedure.input(list).query(async ({ input, ctx }) => {
    const { items, nextCursor } = await ctx.workbench.store.runs.list(given(input));
    return { items: await asRows(ctx.workbench.store, items), nextCursor: nextCursor ?? null };
  }),

  /** How many runs are in which state, and the tags in use. */
  facets: procedure.query(async ({ ctx }) => {
    const { runs, experiments } = ctx.workbench.store;
    const [counts, inUse, projects] = await Promise.all([
      runs.countByStatus(),
      runs.tags(),
      experiments.projects(),
    ]);
    return { counts, tags: inUse, projects };
  }),

  get: procedure.input(one).query(async ({ input: { id }, ctx }) => {
    const { runs } = ctx.workbench.store;
    const run = await runs.require(id);
    return { run, epochs: await runs.epochs(id) };
  }),

  /** The run that began last: among those under way if there are any, else among those that are over; `null` before the first. */
  latest: procedure.query(async ({ ctx }) => {
    for (const among of [UNDER_WAY, BEGUN, undefined]) {
      const { items } = await ctx.workbench.store.runs.list(given({ status: among, limit: 1 }));
      if (items[0] !== undefined) return { id: items[0].id };
    }
    return { id: null };
  }),

  /** The judgement of a run: the final one, or that of what there is so far; `null` before the first epoch. */
  report: procedure.input(one).query(async ({ input: { id }, ctx }) => {
    const { runs } = ctx.workbench.store;
    const { report, started, spec } = await runs.require(id);
    if (report !== null) return { final: true, report };
    const rows = (await runs.epochs(id)).map(({ metrics }) => metrics);
    if (started === null || rows.length === 0 || typeof spec !== 'object' || spec === null) return null;
    return { final: false, report: judgeRun({ started, rows, spec }, ctx.workbench.registry) };
  }),

  /** Runs of the same project on the same data set, and how often its test part was opened. */
  peers: procedure.input(one).query(({ input: { id }, ctx }) => ctx.workbench.store.runs.peers(id)),

  /** What the installation's panels show of a run, as data. */
  panels: procedure.input(one).query(({ input: { id }, ctx }) => storedPanels(ctx.workbench, id)),

  /** One metric of several runs over their epochs, thinned for small pictures. */
  sparklines: procedure
    .input(
      z.object({
        ids: z.array(runId).max(100),
        metric: z.string().max(100),
        maxPoints: z.int().min(2).max(400).default(30),
      }),
    )
    .query(({ input: { ids, metric, maxPoints }, ctx }) =>
      ctx.workbench.store.runs.curves(ids, metric, maxPoints),
    ),

  /** A curve of single updates, at most so fine that a chart can show it; extremes are kept. */
  curve: procedure
    .input(
      z.object({
        id: runId,
        name: z.string().max(100),
        fromStep: z.int().min(0).optional(),
        toStep: z.int().min(0).optional(),
        maxPoints: z.int().min(1).max(10_000).default(400),
        /** Weight of the past in the moving average. */
        decay: z.number().min(0).max(MAX_DECAY).optional(),
      }),
    )
    .query(({ input: { id, name, fromStep, toStep, maxPoints, decay }, ctx }) =>
      ctx.workbench.store.scalars.read(id, name, {
        maxPoints,
        ...(decay === undefined ? {} : { decay }),
        ...(fromStep === undefined ? {} : { fromStep }),
        ...(toStep === undefined ? {} : { toStep }),
      }),
    ),

  /** The names of a run's curves of single updates. */
  curveNames: procedure.input(one).query(({ input: { id }, ctx }) => ctx.workbench.store.scalars.names(id)),

  /** Which runs these are, with the hash of each one's specification: the same hash gives the same numbers. */
  identities: procedure.input(several).query(async ({ input: { ids }, ctx }) => {
    const found = await ctx.workbench.store.runs.details([...new Set(ids)]);
    return Promise.all(
      found.map(async ({ id, name, spec }) => ({ id, name, configHash: await specHash(spec as object) })),
    );
  }),

  /** The multiply–adds of a forward pass of one example, of several runs; `null` where the network cannot be built any more. */
  works: procedure
    .input(z.object({ ids: z.array(runId).min(1).max(100) }))
    .query(async ({ input: { ids }, ctx }) => {
      const works = await worksOf(ctx.workbench.store, ctx.workbench.registry, ids);
      return ids.map((id) => ({ id, multiplyAdds: works.get(id)?.multiplyAdds ?? null }));
    }),

  /** What a run keeps as files: checkpoints, weights, predictions. They are downloaded under `/api/runs/ID/files/KIND`. */
  files: procedure.input(one).query(({ input: { id }, ctx }) => ctx.workbench.store.artifacts.list(id)),

  /** Ends a run; what waits at once, what trains within two seconds. */
  stop: procedure
    .input(one)
    .mutation(async ({ input: { id }, ctx }) => ({ effect: await ctx.workbench.store.runs.stop(id) })),

  pause: procedure
    .input(one)
    .mutation(async ({ input: { id }, ctx }) => ({ effect: await ctx.workbench.store.runs.pause(id) })),

  resume: procedure
    .input(one)
    .mutation(async ({ input: { id }, ctx }) => ({ effect: await ctx.workbench.store.runs.resume(id) })),

  /** The runs that wait, in the order in which workers take them. */
  waiting: procedure
    .input(z.object({ limit: z.int().min(1).max(500).default(12) }))
    .query(async ({ input: { limit }, ctx }) => {
      const { runs } = ctx.workbench.store;
      const ids = await runs.waiting(limit);
      const found = new Map((await runs.getMany(ids)).map((run) => [run.id, run]));
      return ids.flatMap((id) => {
        const run = found.get(id);
        return run === undefined
          ? []
          : [{ id, name: run.name, createdAt: run.createdAt, status: run.status }];
      });
    }),

  /** Moves a waiting run right before or right after another one that waits. */
  move: procedure
    .input(z.object({ id: runId, place: z.union([z.object({ before: runId }), z.object({ after: runId })]) }))
    .mutation(({ input: { id, place }, ctx }) => ctx.workbench.store.runs.move(id, place)),

  /** Trains a run that is over for some epochs more. */
  continue: procedure
    .input(z.object({ id: runId, epochs: z.int().min(1).max(100_000) }))
    .mutation(({ input: { id, epochs }, ctx }) => ctx.workbench.continueRun(id, epochs)),

  /** Queues a new run that starts from the best weights of another; `spec` may change all but the network. */
  fork: procedure
    .input(z.object({ id: runId, spec: written.optional() }))
    .mutation(async ({ input: { id, spec }, ctx }) => {
      const { id: experimentId, runIds } = await ctx.workbench.forkRun(id, given({ spec }));
      return { experimentId, runId: runIds[0] as string };
    }),

  /** Renames, tags, annotates, archives or brings back. */
  update: procedure
    .input(
      z.object({
        id: runId,
        name: label.optional(),
        notes: notes.optional(),
        tags: tags.optional(),
        archived: z.boolean().optional(),
        colour: z.int().min(0).max(9).optional(),
      }),
    )
    .mutation(({ input: { id, ...changes }, ctx }) => ctx.workbench.store.runs.update(id, given(changes))),

  /** Archives several runs, or brings them back. */
  archive: procedure
    .input(several.extend({ archived: z.boolean().default(true) }))
    .mutation(async ({ input: { ids, archived }, ctx }) => {
      for (const id of ids) await ctx.workbench.store.runs.update(id, { archived });
    }),

  /** Deletes runs with all they hold; none of them may train. */
  remove: procedure
    .input(several)
    .mutation(({ input: { ids }, ctx }) => ctx.workbench.store.runs.remove(ids)),

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
      for await (const batch of batches(events, ctx.updateMs ?? RUN_UPDATE_MS, changesStatus)) {
        const last = batch.at(-1);
        if (last !== undefined) yield tracked(String(last.seq), batch);
      }
    }),

  /** What lists have to know, in batches: runs that changed or are gone, experiments that changed. */
  changes: procedure
    .input(z.object({ lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ input, ctx, signal }) {
      const { live } = ctx.workbench.store;
      const { lastEventId } = given(input);
      let place = lastEventId ?? (await live.now());
      const changes = live.subscribeChanges(place, signal ?? new AbortController().signal);
      // What is told and not kept went by while the connection was lost.
      if (lastEventId) yield tracked(place, { runs: [], removed: [], experiments: [], missed: true });
      for await (const batch of batches(changes, ctx.updateMs ?? UPDATE_MS)) {
        const news = gathered(batch);
        place = news.last ?? place;
        const runs = await ctx.workbench.store.runs.getMany(news.runIds);
        yield tracked(place, { ...news.told, runs: await asRows(ctx.workbench.store, runs) });
      }
    }),
});
