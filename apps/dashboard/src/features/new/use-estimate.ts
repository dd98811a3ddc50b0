'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import type { TrainingPlan } from '../../planning/plan-training.ts';
import { usePlan } from '../../planning/use-plan.ts';
import { estimateOf, planRequestOf, type Checked, type Estimate } from './estimate.ts';

/* How busy the machine is changes; how fast it is hardly does. */
const MACHINE_AFTER_MS = 30_000;

/** The plan of what is being written, and what it will cost; the last one that could be made while something is wrong. */
export function useEstimate(checked: Checked | undefined): {
  readonly plan: TrainingPlan | undefined;
  readonly estimate: Estimate | undefined;
} {
  const api = useApi();
  const request = useMemo(() => (checked === undefined ? undefined : planRequestOf(checked)), [checked]);
  const { data: answer } = usePlan(request);
  const pace = useQuery(api.experiments.pace.queryOptions(undefined, { staleTime: MACHINE_AFTER_MS }));
  const system = useQuery(api.system.info.queryOptions(undefined, { staleTime: MACHINE_AFTER_MS }));
  const plan = answer?.ok === true ? answer.plan : undefined;
  const estimate = useMemo(() => {
    if (checked === undefined || plan === undefined || pace.data === undefined || system.data === undefined)
      return undefined;
    const { machine, workers } = system.data;
    const slots = workers.reduce((sum, worker) => sum + (worker.alive ? worker.slots : 0), 0);
    return estimateOf(checked, plan, pace.data, {
      memoryBytes: machine.memoryBytes,
      freeBytes: machine.freeMemoryBytes,
      slots: Math.max(1, slots),
    });
  }, [checked, plan, pace.data, system.data]);
  return { plan, estimate };
}
