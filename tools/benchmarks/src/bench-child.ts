/** The contestants ConvLab and tfjs cpu. Arguments: case, `blas`, `wasm` or `cpu`, batch, threads. */
import { useConvlabBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { cases } from './cases.ts';
import { createStep, inputOf } from './models.ts';
import { answerSteps, timed } from './steps.ts';

const [name = '', contestant = 'wasm', batch = '1', threads = '1'] = process.argv.slice(2);
const test = cases[name];
if (!test) throw new Error(`no case named ${name}`);
tf.env().set('PROD', true);
const isStock = contestant === 'cpu';
const info = isStock
  ? undefined
  : await useConvlabBackend({ gemm: contestant as 'blas' | 'wasm', threads: Number(threads) });
if (isStock) await tf.setBackend('cpu');

const network = test.network();
const x = inputOf([Number(batch), test.input[1], test.input[2], test.input[3]]);
const infer = (): void => tf.tidy(() => void network.apply(x));
const step = test.isTraining ? createStep(network, x, test.isClassifier) : infer;

/** GFLOP/s of a 512 x 512 x 512 product, by processor time: the yardstick for the share of peak. */
async function peak(): Promise<number> {
  const [a, b] = [tf.randomNormal([512, 512]), tf.randomNormal([512, 512])];
  const times: number[] = [];
  for (let i = 0; i < 40; i++) times.push((await timed(() => tf.tidy(() => void tf.matMul(a, b)))).wall);
  tf.dispose([a, b]);
  return (2 * 512 ** 3) / Math.min(...times) / 1e6;
}

// tfjs cpu takes a minute per step: nothing is warmed up.
if (isStock) await answerSteps(step, 0);
else await answerSteps(step, 3, async () => ({ gemm: info?.gemm, simd: info?.simd, peak: await peak() }));
