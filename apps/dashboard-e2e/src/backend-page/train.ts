import { conv2d, maxPool, softmaxCrossEntropy, useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';

/** What a training reports. */
export interface TrainingReport {
  /** Loss of each step. */
  losses: number[];
  threads: number;
  notes: readonly string[];
  crossOriginIsolated: boolean;
}

const STEPS = 8;
const BATCH = 16;

/** Numbers from -scale to scale that look random and are the same everywhere. */
function values(shape: number[], scale: number, salt: number): tf.Tensor {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const waves = Float32Array.from({ length: size }, (_, i) => scale * Math.sin(i * 12.9898 + salt * 78.233));
  return tf.tensor(waves, shape);
}

/** Trains a small network (conv - pool - conv - pool - dense) on fixed images by gradient descent. */
export async function train(threads: number): Promise<TrainingReport> {
  // Shares however small, so that a second thread takes part in every kernel.
  const info = await useConvlabBackend({ gemm: 'wasm', threads, parallelFrom: 1 });
  const x = values([BATCH, 20, 20, 1], 1, 1) as tf.Tensor4D;
  const labels = tf.oneHot(tf.range(0, BATCH, 1, 'int32').mod(tf.scalar(10, 'int32')), 10).toFloat();
  const parameters = [
    values([3, 3, 1, 8], 0.5, 2),
    values([3, 3, 8, 16], 0.2, 3),
    values([400, 10], 0.1, 4),
  ].map((initial) => tf.variable(initial));
  const loss = (): tf.Scalar => {
    const [first, second, dense] = parameters as unknown as [tf.Tensor4D, tf.Tensor4D, tf.Tensor2D];
    const block = (input: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D =>
      maxPool(tf.relu(conv2d(input, filter, { padding: 1 })), { poolSize: 2 });
    const features = tf.reshape(block(block(x, first), second), [BATCH, 400]);
    return tf.mean(softmaxCrossEntropy(tf.matMul(features, dense), labels as tf.Tensor2D));
  };
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const { value, grads } = tf.variableGrads(loss, parameters);
    losses.push((await value.data())[0] ?? NaN);
    for (const parameter of parameters) {
      parameter.assign(tf.tidy(() => tf.sub(parameter, tf.mul(grads[parameter.name] as tf.Tensor, 0.1))));
    }
    tf.dispose([value, grads]);
  }
  return {
    losses,
    threads: info.threads,
    notes: info.notes,
    crossOriginIsolated: globalThis.crossOriginIsolated,
  };
}
