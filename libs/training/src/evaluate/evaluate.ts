import { createRng, type Loss, type Metric, type NamedTensors, type ExampleSource } from '@convlab/core';
import { batches } from '@convlab/data';
import { applyNetwork, type CompiledNetwork } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
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
 */
export async function evaluate(
  evaluation: Evaluation,
  indices: Int32Array,
  signal?: AbortSignal,
): Promise<Record<string, number> | undefined> {
  const entries = Object.entries(evaluation.metrics).map(([name, metric]) => ({
    name,
    metric,
    state: metric.start(),
  }));
  let lossSum = 0;
  for await (const batch of batches(evaluation.source, indices, { batchSize: EVALUATION_BATCH })) {
    if (signal?.aborted === true) return undefined;
    const { loss, outputs } = await predictBatch(evaluation, batch);
    lossSum += loss * batch.length;
    const part = {
      outputs,
      targets: batch.targets,
      length: batch.length,
      numOutputs: outputs.length / batch.length,
    };
    for (const entry of entries) entry.state = entry.metric.add(entry.state, part);
  }
  const values = entries.map(({ name, metric, state }) => [name, metric.value(state)] as const);
  return { loss: lossSum / indices.length, ...Object.fromEntries(values) };
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
