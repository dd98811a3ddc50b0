import {
  isConvlabError,
  serializeError,
  type DataSetInfo,
  type Optimizer,
  type PluginRef,
  type Registry,
  type SerializedError,
} from '@convlab/core';
import { buildNetwork, type NetworkPart } from '@convlab/experiments/build-network';
import { describeNetwork, type Cost } from '@convlab/inspection/describe-network';
import { stateCopies } from '@convlab/inspection/state-copies';
import { trainingMemory, type TrainingMemory } from '@convlab/inspection/training-memory';

/** A training that may be started: what of a complete experiment decides its costs. */
export interface PlanRequest {
  readonly network: NetworkPart['network'];
  readonly regularizers: NetworkPart['regularizers'];
  readonly optimizer: PluginRef;
  readonly batchSize: number | 'full';
  readonly epochs: number;
  readonly inputShape: DataSetInfo['inputShape'];
  readonly numOutputs: number;
  /** Training examples. */
  readonly numTrain: number;
}

/** A learning rate at a place of the training. */
export interface PlannedRate {
  /** Epochs that are over before the update, with fractions. */
  readonly epoch: number;
  readonly rate: number;
}

/** What a training will cost and do, known before it starts. */
export interface TrainingPlan {
  /** For one example. */
  readonly cost: Cost;
  readonly memory: TrainingMemory;
  /** Numbers that the optimizer keeps per weight. */
  readonly stateCopies: number;
  /** Examples per update; never more than there are. */
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  readonly rates: readonly PlannedRate[];
  /** Whether the rate also depends on how the training goes, so that the planned one is the highest. */
  readonly reacts: boolean;
}

/** A plan, or why there is none. */
export type PlanAnswer =
  | { readonly ok: true; readonly plan: TrainingPlan }
  | { readonly ok: false; readonly fault: SerializedError };

/* As many points as a chart can show. */
const MAX_RATES = 240;

/** Plans a training. Loads no data and allocates no weights, so it can be asked at each key press. */
export function planTraining(request: PlanRequest, registry: Registry): PlanAnswer {
  try {
    return { ok: true, plan: planOf(request, registry) };
  } catch (error) {
    if (!isConvlabError(error)) throw error;
    return { ok: false, fault: serializeError(error) };
  }
}

function planOf(request: PlanRequest, registry: Registry): TrainingPlan {
  const { inputShape, numOutputs, numTrain, epochs } = request;
  const network = describeNetwork(buildNetwork(request, { numOutputs }, inputShape, registry));
  const optimizer = registry.create('optimizer', request.optimizer);
  const copies = Math.round(stateCopies(optimizer));
  const batchSize = request.batchSize === 'full' ? numTrain : Math.min(request.batchSize, numTrain);
  const stepsPerEpoch = Math.ceil(numTrain / batchSize);
  return {
    cost: network.totals.training,
    memory: trainingMemory(network, { batchSize, stateCopies: copies }),
    stateCopies: copies,
    batchSize,
    stepsPerEpoch,
    epochs,
    rates: plannedRates(optimizer, stepsPerEpoch, epochs),
    reacts: optimizer.observe !== undefined,
  };
}

/** The learning rate over the planned updates: of all, or of so many evenly spread that a curve of it looks the same. */
export function plannedRates(
  optimizer: Pick<Optimizer, 'learningRate'>,
  stepsPerEpoch: number,
  epochs: number,
): PlannedRate[] {
  const totalSteps = stepsPerEpoch * epochs;
  const count = Math.min(totalSteps, MAX_RATES);
  return Array.from({ length: count }, (_, i) => {
    const step = count === 1 ? 1 : 1 + Math.round((i * (totalSteps - 1)) / (count - 1));
    return {
      epoch: (step - 1) / stepsPerEpoch,
      rate: optimizer.learningRate({ step, stepsPerEpoch, totalSteps }),
    };
  });
}
