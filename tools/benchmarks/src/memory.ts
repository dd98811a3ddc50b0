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

function train(name: string, network: Network, x: tf.Tensor4D, steps: number): boolean {
  const step = createStep(network, x, true);
  for (let i = 0; i < 3; i++) step();
  const [before, tensors] = [stats(), tf.memory().numTensors];
  for (let i = 0; i < steps; i++) step();
  const after = stats();
  const isFlat = after.reservedBytes === before.reservedBytes && after.liveBytes === before.liveBytes;
  const overhead = after.reservedBytes / after.peakLiveBytes;
  process.stdout.write(
    `${name}: ${steps} steps, memory ${before.reservedBytes} -> ${after.reservedBytes} bytes, live ${before.liveBytes} -> ` +
      `${after.liveBytes}, peak of live ${after.peakLiveBytes} (reserved is ${overhead.toFixed(3)} of it), ` +
      `tensors ${tensors} -> ${tf.memory().numTensors}\n`,
  );
  return isFlat && overhead <= 1.3 && tf.memory().numTensors === tensors;
}

const [smallSteps = 10_000, resnetSteps = 1_000] = process.argv.slice(2).map(Number);
await useConvlabBackend();
const isSmallFlat = train('small CNN, batch 64', smallCnn(), inputOf([64, 28, 28, 1]), smallSteps);
const isResnetFlat = train('ResNet-20, batch 32', resnet20(), inputOf([32, 32, 32, 3]), resnetSteps);
process.exitCode = isSmallFlat && isResnetFlat ? 0 : 1;
