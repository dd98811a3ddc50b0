/**
 * Trains for many steps and fails unless the WebAssembly memory stays flat and close to what the live tensors need.
 *
 * npm run check:memory -- [steps of the small CNN] [steps of ResNet-20]
 */
import { describeBackend, useConvlabBackend, type MemoryStats } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { createStep, inputOf, resnet20, smallCnn, type Network } from './models.ts';

function stats(): MemoryStats {
  const memory = describeBackend().convlab?.memory;
  if (!memory) throw new Error('the backend is not registered');
  return memory;
}

/** Share of the steps after which the layout of the memory has to have settled. */
const SETTLED = 0.05;

function train(name: string, network: Network, x: tf.Tensor4D, steps: number): boolean {
  const step = createStep(network, x, true);
  let grownAt = 0;
  let reserved = 0;
  step();
  const [{ liveBytes }, tensors] = [stats(), tf.memory().numTensors];
  for (let i = 2; i <= steps; i++) {
    step();
    const { reservedBytes } = stats();
    if (reservedBytes !== reserved) [grownAt, reserved] = [i, reservedBytes];
  }
  const after = stats();
  const overhead = after.reservedBytes / after.peakLiveBytes;
  const { numTensors } = tf.memory();
  process.stdout.write(
    `${name}: ${steps} steps; memory ${after.reservedBytes} bytes, last grown in step ${grownAt}; ` +
      `live ${liveBytes} -> ${after.liveBytes}, at most ${after.peakLiveBytes} (the memory is ` +
      `${overhead.toFixed(3)} of it); tensors ${tensors} -> ${numTensors}\n`,
  );
  const isFlat = grownAt <= Math.max(10, steps * SETTLED) && after.liveBytes === liveBytes;
  return isFlat && overhead <= 1.3 && numTensors === tensors;
}

const [smallSteps = 10_000, resnetSteps = 1_000] = process.argv.slice(2).map(Number);
await useConvlabBackend();
const isSmallFlat = train('small CNN, batch 64', smallCnn(), inputOf([64, 28, 28, 1]), smallSteps);
const isResnetFlat = train('ResNet-20, batch 32', resnet20(), inputOf([32, 32, 32, 3]), resnetSteps);
process.exitCode = isSmallFlat && isResnetFlat ? 0 : 1;
