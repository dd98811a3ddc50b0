import type { ApiOutputs } from '../../client/api.ts';
import { expectedTime, type ExpectedTime, type MeasuredRun } from '../../planning/expected-time.ts';
import type { PlanRequest, TrainingPlan } from '../../planning/plan-training.ts';
import { stageTimes } from './stage-times.ts';

/** What the server says of a specification that can be run. */
export type Checked = Extract<ApiOutputs['experiments']['check'], { ok: true }>;

/** The machine that trains. */
export interface Machine {
  readonly memoryBytes: number;
  readonly freeBytes: number;
  /** Trainings at a time. */
  readonly slots: number;
}

/** What an experiment will cost. */
export interface Estimate {
  readonly plan: TrainingPlan;
  readonly numTrain: number;
  /** Trainings at the most. */
  readonly trainings: number;
  /** How many of them train at a time. */
  readonly parallel: number;
  readonly time: ExpectedTime;
  readonly totalMs: number;
  /** The same if every epoch takes as long as in the fastest and in the slowest run that is known. */
  readonly rangeMs: readonly [number, number];
  /** Whether what trains at a time fits into the machine at all, or into what is free now. */
  readonly memory: 'fits' | 'tight' | 'too-large';
  /** What it has to fit into: the whole machine, or what is free of it. */
  readonly roomBytes: number;
  /** The largest batch that would fit; `null` where no batch would. */
  readonly fittingBatch: number | null;
}

/** What to plan of a specification that can be run. */
export function planRequestOf({ complete, summary }: Checked): PlanRequest {
  const { network, regularizers, optimizer, training } = complete;
  const { inputShape, numOutputs, numTrain } = summary;
  const { batchSize, epochs } = training;
  return { network, regularizers, optimizer, batchSize, epochs, inputShape, numOutputs, numTrain };
}

/** The cost of a whole experiment from the plan of one of its trainings. */
export function estimateOf(
  { complete, summary }: Pick<Checked, 'complete' | 'summary'>,
  plan: TrainingPlan,
  past: readonly MeasuredRun[],
  machine: Machine,
): Estimate {
  const { numTrain, workKey: key } = summary;
  const { batchSize, stepsPerEpoch, cost } = plan;
  const work = { multiplyAdds: cost.multiplyAdds, batchSize, stepsPerEpoch, numTrain, key };
  const time = expectedTime(work, past);
  const lasting = (msPerEpoch: number) =>
    stageTimes({ complete, summary }, machine.slots, { ...time, msPerEpoch });
  const { trainings, parallel, totalMs } = lasting(time.msPerEpoch);
  const { memoryBytes, freeBytes } = machine;
  const needed = plan.memory.totalBytes;
  const memory = needed > memoryBytes ? 'too-large' : needed * parallel > freeBytes ? 'tight' : 'fits';
  const roomBytes = memory === 'too-large' ? memoryBytes : freeBytes;
  return {
    plan,
    numTrain,
    trainings,
    parallel,
    time,
    totalMs,
    rangeMs: [lasting(time.low).totalMs, lasting(time.high).totalMs],
    memory,
    roomBytes,
    fittingBatch: fittingBatch(plan, roomBytes / (memory === 'too-large' ? 1 : parallel)),
  };
}

function fittingBatch({ memory, batchSize }: TrainingPlan, roomBytes: number): number | null {
  const perExample = memory.activationBytes / batchSize;
  const batch = Math.floor((roomBytes - (memory.totalBytes - memory.activationBytes)) / perExample);
  return batch >= 1 ? Math.min(batch, batchSize) : null;
}
