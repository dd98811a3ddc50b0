/**
 * Training and inference steps of ConvLab (blas, wasm) and PyTorch side by side: one process each, one thread each, taking
 * turns step by step. Reports medians of processor time, which a shared machine disturbs less than wall time, and both.
 *
 * npm run bench:backend -- [--cases small-cnn,resnet-20] [--tfjs-cpu] [--out docs/benchmarks/backend.md]
 */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cases, type BenchmarkCase } from './cases.ts';

interface Hello {
  gemm?: string;
  peak?: number;
  version?: string;
}

interface Contestant {
  name: string;
  child: ChildProcessWithoutNullStreams;
  lines: AsyncIterator<string>;
  reader: Interface;
  hello: Hello;
  wall: number[];
  cpu: number[];
}

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string' },
    'tfjs-cpu': { type: 'boolean', default: false },
    out: { type: 'string' },
    python: { type: 'string' },
  },
});

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const python = [options.python, 'python3', '/usr/bin/python3']
  .filter((path) => path !== undefined)
  .find((path) => spawnSync(path, ['-c', 'import torch']).status === 0);

async function start(name: string, command: string, args: string[]): Promise<Contestant | undefined> {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const reader = createInterface({ input: child.stdout });
  const lines = reader[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) return undefined;
  return { name, child, reader, lines, hello: JSON.parse(first.value) as Hello, wall: [], cpu: [] };
}

async function runStep(contestant: Contestant): Promise<void> {
  contestant.child.stdin.write('\n');
  const line = await contestant.lines.next();
  if (line.done === true) throw new Error(`${contestant.name} ended early`);
  const { wall, cpu } = JSON.parse(line.value) as { wall: number; cpu: number };
  contestant.wall.push(wall);
  contestant.cpu.push(cpu);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

async function contestants(name: string, test: BenchmarkCase): Promise<Contestant[]> {
  const node = (gemm: string): Promise<Contestant | undefined> =>
    start(`convlab ${gemm}`, process.execPath, ['--import', 'tsx', here('bench-child.ts'), name, gemm]);
  const found = [await node('blas'), await node('wasm')];
  if (python !== undefined) {
    const torchName = name.replace(/-batch-\d+$/, '');
    const args = [here('torch_cases.py'), torchName, String(test.input[0]), '1', String(test.repetitions)];
    found.push(await start('PyTorch', python, args));
  }
  return found
    .filter((one) => one !== undefined)
    .filter(({ name: one, hello }) => one !== 'convlab blas' || hello.gemm === 'blas');
}

const table = [
  '| case | contestant | ms per step (processor) | ms (wall) | images/s | GFLOP/s | share of its 512³ GEMM | speed against PyTorch |',
  '|---|---|---|---|---|---|---|---|',
];

/** Writes the page anew, so that an interrupted run keeps what it has measured. */
function save(): void {
  if (options.out === undefined) return;
  const [cpu] = cpus();
  const lines = [
    '# Speed of the backend',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}. One thread each; made by`,
    '`npm run bench:backend`. Medians; contestants take turns step by step. Processor time is what the process used,',
    'wall time includes what other programs on the machine took.',
    '',
    ...table,
    '',
  ];
  writeFileSync(options.out, lines.join('\n'));
}

for (const name of options.cases?.split(',') ?? Object.keys(cases)) {
  const test = cases[name];
  if (!test) throw new Error(`no case named ${name}: ${Object.keys(cases).join(', ')}`);
  const group = await contestants(name, test);
  for (let i = 0; i < test.repetitions; i++) for (const contestant of group) await runStep(contestant);
  const reference = group.find((contestant) => contestant.name === 'PyTorch');
  for (const contestant of group) {
    contestant.reader.close();
    contestant.child.stdin.end();
    const ms = median(contestant.cpu);
    // Backward counts twice forward; the first layer's input gradient, which nobody needs, is counted in.
    const gflops = (2 * test.macsPerImage * test.input[0] * (test.isTraining ? 3 : 1)) / ms / 1e6;
    const { peak } = contestant.hello;
    const cells = [
      name,
      contestant.name,
      ms.toFixed(1),
      median(contestant.wall).toFixed(1),
      ((test.input[0] / ms) * 1e3).toFixed(1),
      gflops.toFixed(1),
      peak === undefined ? '' : `${((100 * gflops) / peak).toFixed(0)} % of ${peak.toFixed(0)}`,
      reference ? (median(reference.cpu) / ms).toFixed(2) : '',
    ];
    table.push(`| ${cells.join(' | ')} |`);
    process.stdout.write(`${table.at(-1) ?? ''}\n`);
  }
  save();
}

if (options['tfjs-cpu']) {
  const batch = 2;
  const stock = await start('tfjs cpu', process.execPath, [
    '--import',
    'tsx',
    here('bench-child.ts'),
    'small-cnn',
    'cpu',
    String(batch),
  ]);
  if (stock) {
    await runStep(stock);
    stock.reader.close();
    stock.child.stdin.end();
    const ms = median(stock.cpu);
    table.push(
      `| small-cnn (batch ${batch}) | tfjs cpu | ${ms.toFixed(0)} | ${median(stock.wall).toFixed(0)} | ${((batch / ms) * 1e3).toFixed(2)} | | | |`,
    );
    process.stdout.write(`${table.at(-1) ?? ''}\n`);
  }
  save();
}
