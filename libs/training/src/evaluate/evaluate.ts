import {
  createRng,
  type ExampleSource,
  type Loss,
  type Metric,
  type NamedTensors,
  type Predictions,
} from '@convlab/core';
import { batches } from '@convlab/data';
import { metricOf } from '@convlab/evaluation';
import { applyNetwork, type CompiledNetwork } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import type { PredictionSet } from '../predictions/predictions.ts';
import { batchTensors } from '../step/training-step.ts';

/** A trained network and how to judge it. */
export interface Evaluation {
  readonly network: CompiledNetwork;
  readonly weights: NamedTensors;
  readonly statistics: NamedTensors;
  readonly loss: Loss;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly source: ExampleSource;
}

/* Large enough to keep the backend busy, small enough that no feature map dominates memory. */
const EVALUATION_BATCH = 256;
/* Inference draws no random numbers; the stream is there because every application takes one. */
const NO_RANDOMNESS = createRng(0);

/**
 * Loss and metrics over some examples in inference mode: no dropout, no penalties, running statistics.
 *
 * @param indices  examples to evaluate; at least one
 * @param signal   ends the evaluation early; the result is then `undefined`
 * @param observe  sees every prediction, batch by batch in the order of `indices`; the arrays are lent until it returns
 */
export async function evaluate(
  evaluation: Evaluation,
  indices: Int32Array,
  { signal, observe }: { readonly signal?: AbortSignal; readonly observe?: (part: Predictions) => void } = {},
): Promise<Record<string, number> | undefined> {
  const entries = Object.entries(evaluation.metrics).map(([name, metric]) => ({
    name,
    metric,
    state: metric.start(),
  }));
  let lossSum = 0;
  for await (const { loss, ...part } of predictedBatches(evaluation, indices)) {
    if (signal?.aborted === true) return undefined;
    lossSum += loss * part.length;
    for (const entry of entries) entry.state = entry.metric.add(entry.state, part);
    observe?.(part);
  }
  const values = entries.map(({ name, metric, state }) => [name, metric.value(state)] as const);
  return { loss: lossSum / indices.length, ...Object.fromEntries(values) };
}

/** A part of the data as a network predicts it. */
export interface JudgedPart {
  /** Loss and metrics by name; `null` for what is not a number. */
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly predictions: PredictionSet;
}

/** As {@link evaluate}, with every prediction. */
export async function judgePart(evaluation: Evaluation, indices: Int32Array): Promise<JudgedPart> {
  const { numOutputs, task } = evaluation.source.info;
  const width = task === 'classification' ? 1 : numOutputs;
  const { length } = indices;
  const outputs = new Float32Array(length * numOutputs);
  const targets = task === 'classification' ? new Int32Array(length) : new Float32Array(length * width);
  let [done, lossSum] = [0, 0];
  for await (const part of predictedBatches(evaluation, indices)) {
    outputs.set(part.outputs, done * numOutputs);
    targets.set(part.targets, done * width);
    done += part.length;
    lossSum += part.loss * part.length;
  }
  const predictions = { indices, outputs, targets, length, numOutputs };
  const metrics = Object.entries(evaluation.metrics).map(
    ([name, metric]) => [name, metricOf(metric, predictions)] as const,
  );
  const values = Object.entries({ loss: lossSum / length, ...Object.fromEntries(metrics) });
  return {
    predictions,
    metrics: Object.fromEntries(values.map(([name, value]) => [name, Number.isFinite(value) ? value : null])),
  };
}

/** Predictions of some examples, batch by batch, with the mean loss of each. */
async function* predictedBatches(
  evaluation: Evaluation,
  indices: Int32Array,
): AsyncGenerator<Predictions & { readonly loss: number }, void, undefined> {
  for await (const batch of batches(evaluation.source, indices, { batchSize: EVALUATION_BATCH })) {
    const { loss, outputs } = await predictBatch(evaluation, batch);
    const { targets, length } = batch;
    yield { loss, outputs, targets, length, numOutputs: outputs.length / length };
  }
}

async function predictBatch(
  { network, weights, statistics, loss }: Evaluation,
  batch: Parameters<typeof batchTensors>[0],
): Promise<{ loss: number; outputs: Float32Array }> {
  const { input, targets } = batchTensors(batch, network.graph.inputShape);
  const [lossTensor, predictions] = tf.tidy<[tf.Tensor, tf.Tensor]>(() => {
    const call = { weights, state: statistics, input, training: false, rng: NO_RANDOMNESS };
    const [output] = applyNetwork(network, call).outputs;
    return [loss.loss(output, targets, { training: false }), loss.predictions(output)];
  });
  const [lossValues, outputs] = await Promise.all([
    lossTensor.data<'float32'>(),
    predictions.data<'float32'>(),
  ]);
  tf.dispose([input, targets, lossTensor, predictions]);
  return { loss: lossValues[0] as number, outputs };
}
