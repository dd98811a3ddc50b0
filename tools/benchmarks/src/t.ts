import { useConvlabBackend, describeBackend } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';
import { createStep, inputOf, resnet20, smallCnn } from './models.ts';
tf.env().set('PROD', true);
const spec: [string, any, any, number][] = [['small', smallCnn(), inputOf([64, 28, 28, 1]), 20], ['resnet', resnet20(), inputOf([32, 32, 32, 3]), 5]];
for (const gemm of ['wasm', 'blas'] as const) {
for (const threads of [1, 2, 1, 2]) {
  const t0 = performance.now();
  const info = await useConvlabBackend({ gemm, threads });
  const started = performance.now() - t0;
  for (const [name, net, x, n] of spec) {
    const step = createStep(net, x, true);
    for (let i = 0; i < 3; i++) step();
    const times = []; const cpu = process.cpuUsage();
    for (let i = 0; i < n; i++) { const t = performance.now(); step(); times.push(performance.now() - t); }
    const used = process.cpuUsage(cpu);
    times.sort((a, b) => a - b);
    console.log(name, info.gemm, info.threads, info.notes, 'min', times[0].toFixed(1), 'median', times[n >> 1].toFixed(1), 'cpu/step', ((used.user + used.system) / 1000 / n).toFixed(1), started.toFixed(0));
  }
}}
