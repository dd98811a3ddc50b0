import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchmarkCase } from './cases.ts';

/** What a contestant says when it is ready. */
interface Hello {
  gemm?: string;
  /** GFLOP/s of its matrix product. */
  peak?: number;
}

/** A process that runs one step whenever it is asked. */
export interface Contestant {
  readonly name: string;
  readonly hello: Hello;
  /** Examples per step. */
  readonly batch: number;
  /** Steps it is asked for. */
  readonly repetitions: number;
  readonly wall: number[];
  readonly cpu: number[];
  runStep(): Promise<void>;
  stop(): void;
}

interface Plan {
  name: string;
  command: string;
  args: string[];
  batch: number;
  repetitions: number;
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The first Python that has PyTorch. */
export const python = ['python3', '/usr/bin/python3'].find(
  (path) => spawnSync(path, ['-c', 'import torch']).status === 0,
);

/** Everyone who takes part in a case; those that are not installed are left out. */
export async function contestants(name: string, test: BenchmarkCase, threads: number): Promise<Contestant[]> {
  const [batch] = test.input;
  const node = (label: string, file: string, args: readonly (string | number)[], size = batch): Plan => ({
    name: label,
    command: process.execPath,
    args: ['--import', 'tsx', here(file), name, ...args.map(String)],
    batch: size,
    repetitions: size === batch ? test.repetitions : 1,
  });
  const plans = [
    node('convlab blas', 'bench-child.ts', ['blas', batch, threads]),
    node('convlab wasm', 'bench-child.ts', ['wasm', batch, threads]),
    ...(python === undefined ? [] : [torch(python, name, test, threads)]),
    ...(test.jaxBatch === undefined
      ? []
      : [node('jax-js wasm', 'jax-child.ts', [test.jaxBatch], test.jaxBatch)]),
    ...(test.stockBatch === undefined
      ? []
      : [node('tfjs cpu', 'bench-child.ts', ['cpu', test.stockBatch], test.stockBatch)]),
  ];
  const found: Contestant[] = [];
  for (const plan of plans) {
    const one = await start(plan, threads);
    if (one) found.push(one);
  }
  return found.filter(({ name: one, hello }) => one !== 'convlab blas' || hello.gemm === 'blas');
}

/** One more process of ConvLab for a case. */
export function startConvlab(
  name: string,
  test: BenchmarkCase,
  gemm: string,
  threads: number,
): Promise<Contestant | undefined> {
  const [batch] = test.input;
  const args = ['--import', 'tsx', here('bench-child.ts'), name, gemm, String(batch), String(threads)];
  return start(
    { name: gemm, command: process.execPath, args, batch, repetitions: test.repetitions },
    threads,
  );
}

function torch(command: string, name: string, { input, repetitions }: BenchmarkCase, threads: number): Plan {
  const [batch] = input;
  const network = name.replace(/-batch-\d+$/, '');
  const args = [here('torch_cases.py'), network, String(batch), String(threads), String(repetitions)];
  return { name: 'PyTorch', command, args, batch, repetitions };
}

/** Variables that pin OpenBLAS to older kernels would slow whoever multiplies with it: everybody does without. */
const PINNED = new Set(['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']);

async function start(plan: Plan, threads: number): Promise<Contestant | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !PINNED.has(name));
  const env = {
    ...Object.fromEntries(kept),
    OMP_NUM_THREADS: String(threads),
    OPENBLAS_NUM_THREADS: String(threads),
  };
  const child = spawn(plan.command, plan.args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines = createInterface({ input: child.stdout });
  const answers = lines[Symbol.asyncIterator]();
  const first = await answers.next();
  if (first.done === true) return undefined;
  return contestant(plan, child, lines, answers, JSON.parse(first.value) as Hello);
}

function contestant(
  { name, batch, repetitions }: Plan,
  child: ChildProcessWithoutNullStreams,
  lines: Interface,
  answers: AsyncIterator<string>,
  hello: Hello,
): Contestant {
  const [wall, cpu]: [number[], number[]] = [[], []];
  return {
    name,
    hello,
    batch,
    repetitions,
    wall,
    cpu,
    runStep: async () => {
      child.stdin.write('\n');
      const line = await answers.next();
      if (line.done === true) throw new Error(`${name} ended early`);
      const times = JSON.parse(line.value) as { wall: number; cpu: number };
      wall.push(times.wall);
      cpu.push(times.cpu);
    },
    stop: () => {
      lines.close();
      child.stdin.end();
      child.kill();
    },
  };
}
