/** One contestant: warms up, then runs one step per line of input and answers with its wall and processor time in ms. */
import { createInterface } from 'node:readline';
import { useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { cases } from './cases.ts';
import { createStep, inputOf } from './models.ts';

const [name = '', contestant = 'wasm', batch] = process.argv.slice(2);
const test = cases[name];
if (!test) throw new Error(`no case named ${name}`);
tf.env().set('PROD', true);
if (contestant === 'cpu') await tf.setBackend('cpu');
const info =
  contestant === 'cpu'
    ? undefined
    : await useConvlabBackend({ gemm: contestant === 'blas' ? 'blas' : 'wasm' });

const network = test.network();
const x = inputOf([Number(batch ?? test.input[0]), test.input[1], test.input[2], test.input[3]]);
const infer = (): void => tf.tidy(() => void network.apply(x));
const step = test.isTraining ? createStep(network, x, test.isClassifier) : infer;

/** GFLOP/s of a 512 x 512 x 512 product, by processor time: the yardstick for the share of peak. */
function peak(): number {
  const [a, b] = [tf.randomNormal([512, 512]), tf.randomNormal([512, 512])];
  const times = Array.from({ length: 20 }, () => timed(() => tf.tidy(() => void tf.matMul(a, b))).cpu);
  tf.dispose([a, b]);
  return (2 * 512 ** 3) / Math.min(...times) / 1e6;
}

function timed(run: () => void): { wall: number; cpu: number } {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  run();
  const used = process.cpuUsage(cpu);
  return { wall: performance.now() - wall, cpu: (used.user + used.system) / 1000 };
}

if (contestant !== 'cpu') for (let i = 0; i < 3; i++) step();
process.stdout.write(
  `${JSON.stringify({ gemm: info?.gemm, simd: info?.simd, peak: contestant === 'cpu' ? undefined : peak() })}\n`,
);
for await (const _line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(timed(step))}\n`);
}
