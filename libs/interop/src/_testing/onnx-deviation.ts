import { createRng, numElements, type NamedTensors, type Registry } from '@convlab/core';
import { applyNetwork, disposeTensors, type CompiledNetwork } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { exportOnnx } from '../onnx-export/onnx-export.ts';

/** Weights and statistics in which nothing is 0 or 1, at the scale of He initialization. */
function fillNetwork(network: CompiledNetwork): { weights: NamedTensors; state: NamedTensors } {
  const waves = (shape: readonly number[], center: number, spread: number): tf.Tensor => {
    const values = new Float32Array(numElements(shape));
    for (let i = 0; i < values.length; i++) values[i] = center + spread * Math.sin(i * 1.7 + (i % 13));
    return tf.tensor(values, [...shape]);
  };
  const weights = network.weights.map(({ name, role, shape, spec }) => {
    if (role === 'kernel') return [name, waves(shape, 0, 2 / Math.sqrt(spec.fanIn))] as const;
    return [name, role === 'scale' ? waves(shape, 1, 0.2) : waves(shape, 0, 0.2)] as const;
  });
  const state = network.nodes.flatMap((node) =>
    Object.entries(node.state).map(([name, { shape, initialValue }]) => [
      `${node.name}/${name}`,
      waves(shape, initialValue, 0.2),
    ]),
  );
  return { weights: Object.fromEntries(weights), state: Object.fromEntries(state) as NamedTensors };
}

/**
 * The largest difference between onnxruntime's output and ours, as a share of the largest output, for two random examples.
 *
 * Infinity when the shapes differ or every output is 0, which would show nothing.
 */
export async function onnxDeviation(network: CompiledNetwork, registry: Registry): Promise<number> {
  const { weights, state } = fillNetwork(network);
  const shape = [2, ...network.graph.inputShape];
  const input = tf.tensor(createRng(4).normal(numElements(shape)), shape);
  const { outputs } = applyNetwork(network, { weights, state, input, training: false, rng: createRng(0) });
  const expected = [...(await outputs[0].data())];
  const planes = input.rank === 4 ? tf.transpose(input, [0, 3, 1, 2]) : input;
  const bytes = await exportOnnx(network, { weights, state, registry });
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  const feed = new Tensor('float32', new Float32Array(await planes.data()), planes.shape);
  const { output } = await session.run({ input: feed });
  const received = output?.data as Float32Array;
  await session.release();
  const shapesAgree = output?.dims.join() === outputs[0].shape.join();
  for (const tensors of [weights, state, { input, output: outputs[0] }]) disposeTensors(tensors);
  if (planes !== input) planes.dispose();
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (!shapesAgree || largest === 0) return Infinity;
  return expected.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(value - (received[i] ?? NaN)) / largest),
    0,
  );
}
