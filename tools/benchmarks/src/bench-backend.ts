/**
 * Training and inference steps of ConvLab (blas, wasm), PyTorch, jax-js and tfjs cpu side by side: one process each, equal
 * threads, taking turns step by step. Prints medians of the time on the clock and of processor time, which a busy machine
 * disturbs less; ratios are of time on the clock per example, or of processor time with --by-processor.
 *
 * npm run bench:backend -- [--cases small-cnn,resnet-20] [--threads 1] [--by-processor] [--scaling]
 *
 * --scaling measures how much more two processes, and one process on two threads, train than one on two cores.
 */
import { parseArgs } from 'node:util';
import { cases, type BenchmarkCase } from './cases.ts';
import { contestants, startConvlab, type Contestant } from './contestant.ts';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string' },
    threads: { type: 'string', default: '1' },
    'by-processor': { type: 'boolean', default: false },
    scaling: { type: 'boolean', default: false },
  },
});

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** Milliseconds per example. */
function perExample({ wall, cpu, batch }: Contestant): number {
  return median(options['by-processor'] ? cpu : wall) / batch;
}

function row(name: string, test: BenchmarkCase, one: Contestant, group: readonly Contestant[]): string {
  // Backward counts twice forward; the first layer's input gradient, which nobody needs, is counted in.
  const gflops = (2 * test.macsPerImage * (test.isTraining ? 3 : 1)) / perExample(one) / 1e6;
  const { peak } = one.hello;
  const against = (rival: string): string => {
    const other = group.find((contestant) => contestant.name === rival);
    return other ? (perExample(other) / perExample(one)).toPrecision(3) : '';
  };
  return [
    '',
    name,
    `${one.name}${one.batch === test.input[0] ? '' : `, batch ${one.batch}`}`,
    median(one.wall).toFixed(1),
    median(one.cpu).toFixed(1),
    (1e3 / perExample(one)).toPrecision(4),
    gflops.toPrecision(3),
    peak === undefined ? '' : `${((100 * gflops) / peak).toFixed(0)} % of ${peak.toFixed(0)}`,
    ...['PyTorch', 'jax-js wasm', 'tfjs cpu'].map(against),
    '',
  ]
    .join(' | ')
    .trim();
}

async function measure(name: string, test: BenchmarkCase): Promise<void> {
  const group = await contestants(name, test, Number(options.threads));
  for (let i = 0; i < test.repetitions; i++) {
    for (const contestant of group) if (i < contestant.repetitions) await contestant.runStep();
  }
  for (const contestant of group) {
    contestant.stop();
    process.stdout.write(`${row(name, test, contestant, group)}\n`);
  }
}

/** Examples per second of `count` processes at once, of `threads` threads each. */
async function throughput(
  name: string,
  test: BenchmarkCase,
  gemm: string,
  count: number,
  threads: number,
): Promise<number> {
  const group = await Promise.all(
    Array.from({ length: count }, () => startConvlab(name, test, gemm, threads)),
  );
  const began = performance.now();
  await Promise.all(
    group.map(async (contestant) => {
      for (let i = 0; i < test.repetitions; i++) await contestant?.runStep();
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const contestant of group) contestant?.stop();
  return (count * test.repetitions * test.input[0]) / seconds;
}

async function scaling(name: string, test: BenchmarkCase): Promise<void> {
  for (const gemm of ['blas', 'wasm']) {
    const one = await throughput(name, test, gemm, 1, 1);
    const two = await throughput(name, test, gemm, 2, 1);
    const threads = await throughput(name, test, gemm, 1, 2);
    process.stdout.write(
      `${name}, ${gemm}: one process ${one.toFixed(0)} images/s, two ${two.toFixed(0)}: ${(two / one).toFixed(2)} times; ` +
        `one on two threads ${threads.toFixed(0)}: ${(threads / one).toFixed(2)} times\n`,
    );
  }
}

const chosen = options.cases?.split(',') ?? Object.keys(cases);
if (!options.scaling) {
  process.stdout.write(
    '| case | contestant | ms per step | of the processor | images/s | GFLOP/s | share of its 512³ GEMM | × PyTorch | × jax-js | × tfjs cpu |\n' +
      '|---|---|---|---|---|---|---|---|---|---|\n',
  );
}
for (const name of chosen) {
  const test = cases[name];
  if (!test) throw new Error(`no case named ${name}: ${Object.keys(cases).join(', ')}`);
  await (options.scaling ? scaling(name, test) : measure(name, test));
}
