import type { PluginRef } from '@convlab/core';
import { describeNetwork } from '@convlab/inspection';
import { z } from 'zod';
import { describeArchitecture, type ArchitectureRequest } from '../../networks/describe-architecture.ts';
import { planTraining, type PlanRequest } from '../../planning/plan-training.ts';
import { resolvedRun } from '../data/resolved-run.ts';
import { procedure, router } from './trpc.ts';

const ref = z.union([z.string().max(200), z.looseObject({ id: z.string().max(200) })]);
const size = z.int().min(1).max(4096);

const request = z.object({
  architecture: ref,
  inputShape: z.tuple([size, size, z.int().min(1).max(1024)]),
  numOutputs: z.int().min(1).max(100_000),
  normalization: ref.nullable().optional(),
  activation: ref.optional(),
});

const plan = z.object({
  network: z.record(z.string(), z.unknown()),
  regularizers: z.array(ref).max(20),
  optimizer: ref,
  batchSize: z.union([z.int().min(1), z.literal('full')]),
  epochs: z.int().min(1).max(100_000),
  inputShape: z.array(z.int().min(1)).min(1).max(4).readonly(),
  numOutputs: z.int().min(1).max(100_000),
  numTrain: z.int().min(1),
});

/** Networks: what they cost and see, without training them. */
export const networksRouter = router({
  /** The cost table of an architecture with this installation's plugins. Browsers do it themselves where they have them. */
  describe: procedure
    .input(z.object({ request }))
    .query(({ input, ctx }) =>
      describeArchitecture(input.request as ArchitectureRequest, ctx.workbench.registry),
    ),

  /** What a training will cost and do with this installation's plugins. Browsers do it themselves where they have them. */
  plan: procedure
    .input(z.object({ request: plan }))
    .query(({ input, ctx }) => planTraining(input.request as PlanRequest, ctx.workbench.registry)),

  /** The cost table of a run's network, with the graph it is compiled from. */
  ofRun: procedure.input(z.object({ id: z.string().min(1).max(64) })).query(async ({ input, ctx }) => {
    const { network, info, spec } = await resolvedRun(ctx.workbench, input.id);
    return {
      graph: network.graph,
      description: describeNetwork(network),
      outputNames: info.outputNames,
      task: info.task,
      set: spec.data.set,
      loss: spec.loss as PluginRef,
    };
  }),
});
