import { experimentKind, expandShorthands, stageSizes, type ResolvedExperiment } from '@convlab/experiments';
import type { Registry } from '@convlab/core';
import { z } from 'zod';
import { workKey } from '../../planning/work-key.ts';
import { answersOf } from '../data/experiment-answers.ts';
import { progressOf, watched } from '../data/launches.ts';
import { measuredRuns } from '../data/pace.ts';
import { resolveHere } from '../data/resolve-here.ts';
import { runCosts } from '../data/run-costs.ts';
import { trainingSize } from '../data/training-size.ts';
import { firstExperiment } from '../first-experiment.ts';
import { cursor, given, id as experimentId, label, notes, tags, written } from './inputs.ts';
import { withVerdict } from './run-summary.ts';
import { procedure, router } from './trpc.ts';

const experimentKinds = z.enum([
  'single',
  'k-fold',
  'selection',
  'search',
  'ensemble',
  'learning-curve',
  'study',
]);
const one = z.object({ id: experimentId });
/* Made by whoever launches. */
const ticket = z.string().regex(/^[0-9a-f]{32}$/);
const place = { project: label.optional(), tags: tags.optional(), notes: notes.optional() };

/** Experiments: checked as they are written, and launched. */
export const experimentsRouter = router({
  /** The experiment that a newcomer is offered. */
  first: procedure.query(() => firstExperiment()),

  /** Every fault of an experiment with its path, or what it would build. Loads no data. */
  check: procedure.input(z.object({ spec: written })).query(async ({ input, ctx }) => {
    const expanded = expandShorthands(input.spec);
    const result = await resolveHere(ctx.workbench, input.spec);
    if (!result.ok) return { ok: false as const, expanded, issues: result.issues };
    const { spec } = result.value;
    return {
      ok: true as const,
      expanded,
      complete: spec,
      summary: summaryOf(result.value, ctx.workbench.registry),
    };
  }),

  /** What past runs say of how fast this machine trains; the newest few, however many there are. */
  pace: procedure.query(({ ctx }) => measuredRuns(ctx.workbench.store, ctx.workbench.registry)),

  /** Stores an experiment and queues its runs, or the first of them. */
  launch: procedure
    .input(z.object({ spec: written, ticket: ticket.optional(), ...place }))
    .mutation(async ({ input: { spec, ticket: known, ...where }, ctx }) => {
      const { id, runIds } = await watched(ctx.workbench, known, (report) =>
        ctx.workbench.launch(spec, given(where), report),
      );
      const { kind } = await ctx.workbench.store.experiments.require(id);
      return { experimentId: id, runId: runIds[0] as string, runIds, kind };
    }),

  /** What a launch is at, by its ticket: storing large data takes a while. `null` where there is none, or none any more. */
  launchProgress: procedure
    .input(z.object({ ticket }))
    .query(({ input, ctx }) => progressOf(ctx.workbench, input.ticket)),

  /** A page of experiments, newest first, each with how many of its runs are in which state. */
  list: procedure
    .input(
      z.object({
        project: label.optional(),
        kind: experimentKinds.optional(),
        specHash: z.string().max(100).optional(),
        search: z.string().max(200).optional(),
        archived: z.boolean().default(false),
        limit: z.int().min(1).max(500).default(100),
        cursor,
      }),
    )
    .query(async ({ input, ctx }) => {
      const { items, nextCursor } = await ctx.workbench.store.experiments.list(given(input));
      return { items, nextCursor: nextCursor ?? null };
    }),

  /** The newest experiments of many runs, each with how far it is and what it came to; costs the same however many runs it has. */
  answers: procedure
    .input(
      z.object({
        archived: z.boolean().default(false),
        kinds: z
          .array(experimentKinds)
          .min(1)
          .max(7)
          .default(['k-fold', 'selection', 'search', 'ensemble', 'learning-curve', 'study']),
        limit: z.int().min(1).max(100).default(8),
        cursor,
      }),
    )
    .query(async ({ input: { kinds, ...page }, ctx }) => {
      const { experiments } = ctx.workbench.store;
      const { items, nextCursor } = await experiments.list({ ...given(page), kind: kinds });
      return { items: await answersOf(experiments, items), nextCursor: nextCursor ?? null };
    }),

  /** An experiment with its runs in their order, a page of them at a time. */
  get: procedure
    .input(one.extend({ limit: z.int().min(1).max(1000).default(500), cursor }))
    .query(async ({ input: { id, ...page }, ctx }) => {
      const { experiments, runs } = ctx.workbench.store;
      const experiment = await experiments.require(id);
      const { items, nextCursor } = await runs.list({
        ...given(page),
        experimentId: id,
        archived: experiment.archived,
        sort: { by: 'ordinal', direction: 'ascending' },
      });
      return { experiment, runs: items.map(withVerdict), nextCursor: nextCursor ?? null };
    }),

  /** When, where and at what cost each of its runs trained: a few numbers for each, however many there are. */
  costs: procedure
    .input(one)
    .query(({ input: { id }, ctx }) => runCosts(ctx.workbench.store, ctx.workbench.registry, id)),

  /** Ends all its runs: those that wait at once, those that train within two seconds. */
  stop: procedure
    .input(one)
    .mutation(async ({ input: { id }, ctx }) => ({ runs: await ctx.workbench.store.experiments.stop(id) })),

  pause: procedure
    .input(one)
    .mutation(async ({ input: { id }, ctx }) => ({ runs: await ctx.workbench.store.experiments.pause(id) })),

  resume: procedure
    .input(one)
    .mutation(async ({ input: { id }, ctx }) => ({ runs: await ctx.workbench.store.experiments.resume(id) })),

  /** Renames, tags, annotates, archives or brings back, or moves it to another project; its runs follow. */
  update: procedure
    .input(one.extend({ name: label.optional(), archived: z.boolean().optional(), ...place }))
    .mutation(({ input: { id, ...changes }, ctx }) =>
      ctx.workbench.store.experiments.update(id, given(changes)),
    ),

  /** Deletes it with its runs; none of them may train. */
  remove: procedure
    .input(one)
    .mutation(({ input: { id }, ctx }) => ctx.workbench.store.experiments.remove(id)),
});

function summaryOf({ spec, info, network }: ResolvedExperiment, registry: Registry) {
  return {
    kind: experimentKind(spec, registry),
    inputShape: info.inputShape,
    numOutputs: info.numOutputs,
    numExamples: info.numExamples,
    numTrain: trainingSize(spec, info, registry),
    numWeights: network.numWeights,
    stages: stageSizes(spec, registry),
    workKey: workKey(spec),
  };
}
