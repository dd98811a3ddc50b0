import { expandShorthands, resolveExperiment } from '@convlab/experiments';
import { z } from 'zod';
import { firstExperiment } from '../first-experiment.ts';
import { procedure, router } from './trpc.ts';

/* Anything as JSON: the experiment's own schema judges it, so that every fault has its path. */
const written = z.record(z.string(), z.json());

/** Experiments: checked as they are written, and launched. */
export const experimentsRouter = router({
  /** The experiment that a newcomer is offered. */
  first: procedure.query(() => firstExperiment()),

  /** Every fault of an experiment with its path, or what it would build. Loads no data. */
  check: procedure.input(z.object({ spec: written })).query(({ input, ctx }) => {
    const expanded = expandShorthands(input.spec);
    const result = resolveExperiment(input.spec, ctx.workbench.registry);
    if (!result.ok) return { ok: false as const, expanded, issues: result.issues };
    const { spec, info, network } = result.value;
    return { ok: true as const, expanded, complete: spec, summary: summaryOf(info, network) };
  }),

  /** Stores an experiment and queues its run. */
  launch: procedure.input(z.object({ spec: written })).mutation(async ({ input, ctx }) => {
    const { id, runIds } = await ctx.workbench.launch(input.spec);
    return { experimentId: id, runId: runIds[0] as string };
  }),
});

function summaryOf(
  info: { readonly inputShape: readonly number[]; readonly numOutputs: number },
  network: { readonly numWeights: number },
) {
  return { inputShape: info.inputShape, numOutputs: info.numOutputs, numWeights: network.numWeights };
}
