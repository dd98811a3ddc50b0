import type { CreateContext, Optimizer, Transformation } from '@convlab/core';
import { accumulate } from '../accumulate/accumulate.ts';
import { chain } from '../chain/chain.ts';
import { clipByGlobalNorm } from '../clip-by-global-norm/clip-by-global-norm.ts';
import { clipByNorm } from '../clip-by-norm/clip-by-norm.ts';
import { clipByValue } from '../clip-by-value/clip-by-value.ts';
import { scaleByGroup } from '../scale-by-group/scale-by-group.ts';
import { scaleBySchedule } from '../scale-by-schedule/scale-by-schedule.ts';
import { resolveSchedule } from '../schedule-ref/schedule-ref.ts';
import type { CommonOptions } from './optimizer-config.ts';

/** An optimizer: clipping, its own directions, the learning rate, the groups' factors; accumulated as asked. */
export function assemble(
  options: CommonOptions,
  context: CreateContext,
  ...directions: readonly Transformation[]
): Optimizer {
  const schedule = resolveSchedule(options.learningRate, context);
  const { clipValue, clipNorm, globalClipNorm, accumulateSteps, groups } = options;
  const parts = chain(
    ...(clipValue === undefined ? [] : [clipByValue(clipValue)]),
    ...(clipNorm === undefined ? [] : [clipByNorm(clipNorm)]),
    ...(globalClipNorm === undefined ? [] : [clipByGlobalNorm(globalClipNorm)]),
    ...directions,
    scaleBySchedule(schedule),
    ...(groups.length === 0 ? [] : [scaleByGroup(groups)]),
  );
  const { observe, observed } = schedule;
  return {
    ...(accumulateSteps === 1 ? parts : accumulate(parts, accumulateSteps)),
    learningRate: (time) => schedule.valueAt(time),
    ...(observe === undefined ? {} : { observe: (epoch) => observe(epoch) }),
    ...(observed === undefined ? {} : { observed }),
  };
}
