import type { HostBatch, NamedTensors, ScheduleTime, Shape } from '@convlab/core';
import { applyNetwork, disposeTensors, valueAndGradients } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import type { TrainingSetup } from '../train/training-setup.ts';
import type { ModelState } from './model-state.ts';

/** What one update gives. The caller owns every tensor. */
export interface StepResult {
  readonly next: ModelState;
  /** The training loss with penalties. Scalar. */
  readonly loss: tf.Tensor;
  /** Predictions of the main output as trained, [n, numOutputs]. */
  readonly predictions: tf.Tensor;
}

/** Looks at one update. The tensors are lent until it returns. */
export type UpdateObserver = (weights: NamedTensors, gradients: NamedTensors, updates: NamedTensors) => void;

/** A batch as tensors: inputs [n, ...shape] float32; targets [n] int32 or [n, numOutputs] float32. The caller owns them. */
export function batchTensors(batch: HostBatch, inputShape: Shape): { input: tf.Tensor; targets: tf.Tensor } {
  const { inputs, targets, length } = batch;
  return {
    input: tf.tensor(inputs, [length, ...inputShape]),
    targets:
      targets instanceof Int32Array
        ? tf.tensor1d(targets, 'int32')
        : tf.tensor2d(targets, [length, targets.length / length]),
  };
}

/**
 * One update: forward, loss, backward, optimizer, projections. Reads nothing back from the backend.
 *
 * The optimizer's state is given away: the values of `current.optimizer` may be overwritten.
 *
 * loss = Σ_outputs weight · loss(output, targets) + Σ_weights penalty(weight)
 */
export function trainingStep(
  setup: TrainingSetup,
  current: ModelState,
  batch: HostBatch,
  time: ScheduleTime,
  observe?: UpdateObserver,
): StepResult {
  const { softTargets } = batch;
  const trained = softTargets === undefined ? batch : { ...batch, targets: softTargets };
  const { input, targets } = batchTensors(trained, setup.network.graph.inputShape);
  const { loss, gradients, extras } = valueAndGradients(
    (weights) => forward(setup, weights, current.statistics, input, targets, time.step),
    current.weights,
  );
  const { predictions, ...statistics } = extras as NamedTensors & { predictions: tf.Tensor };
  const { updates, state: optimizer } = setup.optimizer.update(gradients, current.optimizer, {
    weights: current.weights,
    roles: Object.fromEntries(setup.network.weights.map(({ name, role }) => [name, role])),
    step: time.step,
    time,
    donate: true,
  });
  const weights = applyUpdates(setup, current.weights, updates, setup.optimizer.learningRate(time));
  observe?.(current.weights, gradients, updates);
  disposeTensors(gradients);
  disposeTensors(updates);
  input.dispose();
  targets.dispose();
  return {
    next: { weights, statistics: { ...current.statistics, ...statistics }, optimizer },
    loss,
    predictions,
  };
}

function forward(
  setup: TrainingSetup,
  weights: NamedTensors,
  statistics: NamedTensors,
  input: tf.Tensor,
  targets: tf.Tensor,
  step: number,
) {
  const { network } = setup;
  const rng = setup.rng.fold('apply').fold(step);
  const { outputs, state } = applyNetwork(network, {
    weights,
    state: statistics,
    input,
    training: true,
    rng,
  });
  const losses = outputs.map((output, i) =>
    tf.mul(setup.loss.loss(output, targets, { training: true }), network.outputs[i]?.lossWeight ?? 1),
  );
  return {
    loss: tf.addN([...losses, ...penalties(setup, weights)]),
    extras: { ...state, predictions: setup.loss.predictions(outputs[0]) },
  };
}

function penalties(setup: TrainingSetup, weights: NamedTensors): tf.Tensor[] {
  return setup.regularizers.flatMap(({ penalty, appliesTo }) => {
    if (penalty === undefined) return [];
    return setup.network.weights
      .filter((info) => appliesTo?.(info) ?? info.role === 'kernel')
      .map((info) => penalty(weights[info.name] as tf.Tensor, info));
  });
}

function applyUpdates(
  setup: TrainingSetup,
  weights: NamedTensors,
  updates: NamedTensors,
  learningRate: number,
): NamedTensors {
  const projections = setup.regularizers.filter(({ project }) => project !== undefined);
  return Object.fromEntries(
    setup.network.weights.map((info) => {
      const updated = tf.tidy(() => {
        const moved = tf.add(weights[info.name] as tf.Tensor, updates[info.name] as tf.Tensor);
        return projections
          .filter(({ appliesTo }) => appliesTo?.(info) ?? info.role === 'kernel')
          .reduce((value, { project }) => project?.(value, info, { learningRate }) ?? value, moved);
      });
      return [info.name, updated];
    }),
  );
}
