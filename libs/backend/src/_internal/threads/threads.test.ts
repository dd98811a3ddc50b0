import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { renderThread } from '../../../scripts/compile-wasm.ts';
import { describeBackend } from '../../describe-backend/describe-backend.ts';
import { conv2d } from '../../ops/conv2d/conv2d.ts';
import { batchNorm } from '../../ops/batch-norm/batch-norm.ts';
import { useConvlabBackend } from '../../use-convlab-backend/use-convlab-backend.ts';
import { runNative } from '../ops/native.ts';
import { currentState, type BackendState } from '../state.ts';
import { randomInput } from '../testing/compare.ts';
import { compileKernels, instantiateKernels } from '../wasm-kernels.ts';
import { createMemory, WasmMemory } from '../wasm-memory.ts';
import { parallel } from './parallel.ts';
import { threadSource } from './thread-source.ts';
import { Threads } from './threads.ts';

function state(): BackendState {
  const current = currentState();
  if (!current) throw new Error('the backend is not registered');
  return current;
}

/** Gradients of convolutions, norms and products, and the loss. */
function step(): number[] {
  return tf.tidy(() => {
    const tensor = (shape: number[], seed: number): tf.Tensor =>
      tf.tensor(randomInput(shape, seed).values, shape);
    const x = tensor([5, 11, 9, 3], 1) as tf.Tensor4D;
    const weights = [tensor([3, 3, 3, 40], 2), tensor([1, 1, 40, 33], 3), tensor([33, 10], 4)];
    const { value, grads } = tf.valueAndGrads((a, b, c) => {
      const { y, mean, variance } = batchNorm(conv2d(x, a as tf.Tensor4D, { padding: 1 }), {
        activation: 'relu',
      });
      tf.dispose([mean, variance]);
      const features = tf.mean(conv2d(y, b as tf.Tensor4D), [1, 2]);
      return tf.mean(tf.square(tf.matMul(tf.sigmoid(features), c as tf.Tensor2D)));
    })(weights);
    return [value, ...grads].flatMap((each) => [...each.dataSync()]);
  });
}

describe.each(['wasm', 'blas'] as const)('a training step with %s', (gemm) => {
  it.each([2, 3])(
    'gives the same bits every time on %i threads, and those of one to 1e-5',
    async (threads) => {
      if ((await useConvlabBackend({ gemm })).gemm !== gemm) return;
      const single = step();
      const info = await useConvlabBackend({ gemm, threads, parallelFrom: 1 });
      expect(info).toMatchObject({ threads, notes: [] });
      const first = step();
      for (let i = 0; i < 5; i++) expect(step()).toEqual(first);
      first.forEach((value, i) => expect(value).toBeCloseTo(single[i] ?? NaN, 5));
    },
  );
});

describe('threads', () => {
  beforeEach(async () => {
    await useConvlabBackend({ gemm: 'wasm', threads: 2, parallelFrom: 1 });
  });

  it('follow a memory that grows', () => {
    const values = tf.tidy(() => {
      const large = Array.from({ length: 5 }, (_, i) => tf.add(tf.zeros([3_000_000]), i));
      return large.map((x) => tf.stack([tf.min(x), tf.max(x)]).dataSync());
    });
    expect(values.map((pair) => [...pair])).toEqual([0, 1, 2, 3, 4].map((i) => [i, i]));
  });

  it('take more calls than their ring holds', () => {
    const { runtime } = state();
    const address = runtime.memory.allocate(4 * 4000);
    runtime.memory.f32.fill(0, address / 4, address / 4 + 4000);
    parallel(runtime, 4000, 4000, ({ wasm }, from, to) => {
      for (let i = from; i < to; i++) wasm.fill(address + i * 4, 1, i);
    });
    const values = [...runtime.memory.f32.subarray(address / 4, address / 4 + 4000)];
    runtime.memory.release(address);
    expect(values).toEqual(values.map((_, i) => i));
  });

  it('draw the numbers that one thread draws', async () => {
    const attrs = { shape: [1001], key: '0123456789abcdef', min: -1, max: 2, rate: 0.3 };
    const draw = (): number[] =>
      tf.tidy(() =>
        ['ConvlabRandomUniform', 'ConvlabDropoutMask'].flatMap((name) => [
          ...runNative(name, {}, attrs).dataSync(),
        ]),
      );
    const shared = draw();
    await useConvlabBackend({ gemm: 'wasm', threads: 1 });
    expect(draw()).toEqual(shared);
  });

  it('leave no working memory behind', () => {
    step();
    const before = describeBackend().convlab?.memory.liveBytes;
    for (let i = 0; i < 5; i++) step();
    expect(describeBackend().convlab?.memory.liveBytes).toBe(before);
  });

  it('report a kernel that fails, and go on', () => {
    const { runtime } = state();
    const outside = 2 ** 32 - 64;
    const fail = (): void =>
      parallel(runtime, 2, 2, ({ wasm }, from) => {
        if (from === 1) wasm.fill(outside, 64, 0);
      });
    expect(fail).toThrow(/E_BACKEND_THREAD: a kernel failed/);
    expect([...tf.tidy(() => tf.add(tf.ones([64]), 1).dataSync())]).toEqual(new Array(64).fill(2));
  });

  it('wait for the others when a share throws', () => {
    const { runtime } = state();
    const { liveBytes } = runtime.memory.stats();
    const fail = (): void =>
      parallel(runtime, 2, 2, (_part, from) => {
        if (from === 0) throw new Error('own share');
      });
    expect(fail).toThrow('own share');
    expect(runtime.memory.stats().liveBytes).toBe(liveBytes);
  });

  it('are one, with a reason, when a worker does not start', async () => {
    const memory = new WasmMemory(createMemory(true));
    const { module } = await compileKernels(true);
    const kernels = await instantiateKernels(module, memory.memory);
    const runtime = { ...state().runtime, memory, wasm: kernels, team: undefined };
    // A module for plain memory does not take a shared one.
    const plain = await compileKernels(false);
    const threads = new Threads(runtime, kernels, plain.module);
    expect(await threads.use(2, 1)).toMatch(/^One thread runs: a worker did not start \(.+\)\.$/);
    expect(runtime).toMatchObject({ team: undefined, wasm: kernels });
  });

  it('are one, with a reason, when memory cannot be shared', async () => {
    const memory = new WasmMemory(createMemory(false));
    const { module } = await compileKernels(false);
    const kernels = await instantiateKernels(module, memory.memory);
    const threads = new Threads({ ...state().runtime, memory, team: undefined }, kernels, module);
    expect(await threads.use(2, 1)).toMatch(/cross-origin isolated/);
  });

  it('are as many as there are cores by auto', async () => {
    const { threads } = await useConvlabBackend({ threads: 'auto' });
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(threads).toBeLessThanOrEqual(availableParallelism());
  });

  it.each([0, -1, 1.5, NaN])('are not %d', async (threads) => {
    await expect(useConvlabBackend({ threads })).rejects.toThrow(/E_BACKEND_THREADS/);
  });
});

it('a process ends while its threads sleep, and prints nothing', () => {
  const program = `
    import * as tf from '@tensorflow/tfjs';
    import { useConvlabBackend } from '@convlab/backend';
    const { threads } = await useConvlabBackend({ threads: 3, parallelFrom: 1 });
    if (threads !== 3) throw new Error('threads: ' + threads);
    tf.ones([1000]).square().dataSync();
  `;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  expect(output).toBe('');
});

it('the program of a thread is made from its source', async () => {
  expect(await renderThread()).toContain(JSON.stringify(threadSource));
});
