import type { Registry, StudyBudget, StudyVerdict } from '@convlab/core';
import { countRuns, requireExperiment, studyExperiment, type RunProgress } from '@convlab/experiments';
import { z } from 'zod';
import { procedure, router } from './trpc.ts';

const BUDGETS = ['smoke', 'lesson', 'full'] as const satisfies readonly StudyBudget[];
const name = z.string().min(1).max(200);

/** How many of the newest studies that were run a page looks at. */
const LOOKED_AT = 500;

/** What lists show of a study that was run. */
interface StudyOutcome {
  readonly plugin: string;
  readonly budget: StudyBudget;
  readonly verdict: StudyVerdict;
  readonly sentence: string;
  readonly status: string;
  readonly progress: RunProgress;
}

const PARTS = {
  plugin: ['study', 'plugin'],
  budget: ['study', 'budget'],
  verdict: ['study', 'finding', 'verdict'],
  sentence: ['study', 'finding', 'sentence'],
  status: ['status'],
  progress: ['progress'],
} as const satisfies Readonly<Record<keyof StudyOutcome, readonly string[]>>;

/** Studies: what they claim, what they came to, and how to run them. */
export const studiesRouter = router({
  /** Every study with its claim, in the order of their course, and when each was run, newest first. */
  list: procedure.query(async ({ ctx }) => {
    const { registry, store } = ctx.workbench;
    const { items } = await store.experiments.list({ kind: 'study', limit: LOOKED_AT });
    const parts = await store.experiments.resultParts(
      items.map(({ id }) => id),
      PARTS,
    );
    const made = items.map(({ id, createdAt, halted }) => ({
      id,
      createdAt,
      halted,
      ...(parts.get(id) as Partial<StudyOutcome> | undefined),
    }));
    return registry.plugins('study').map(({ id, title }) => {
      const { claim } = registry.create('study', id);
      return { id, title, claim, made: made.filter(({ plugin }) => plugin === id) };
    });
  }),

  /** What is written about a study, and what it costs at each budget. */
  get: procedure.input(z.object({ id: name })).query(({ input, ctx }) => {
    const { registry } = ctx.workbench;
    const { id, title } = registry.get('study', input.id);
    const { claim, prediction, rule, factors, caveats, reading } = registry.create('study', id);
    const budgets = BUDGETS.map((budget) => ({ budget, numRuns: numRuns(registry, id, budget) }));
    return { id, title, claim, prediction, rule, factors, caveats, reading, budgets };
  }),

  /** Stores a study's trainings at a budget and queues them. */
  run: procedure
    .input(z.object({ id: name, budget: z.enum(BUDGETS) }))
    .mutation(async ({ input: { id, budget }, ctx }) => {
      const { registry, launch } = ctx.workbench;
      const { id: experimentId } = await launch(studyExperiment(id, budget, registry));
      return { experimentId };
    }),
});

function numRuns(registry: Registry, id: string, budget: StudyBudget): number {
  return countRuns(requireExperiment(studyExperiment(id, budget, registry), registry).spec, registry);
}
