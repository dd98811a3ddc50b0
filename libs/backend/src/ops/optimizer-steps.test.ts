import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../_internal/testing/seeded.ts';
import { useConvlabBackend } from '../use-convlab-backend/use-convlab-backend.ts';
import { adamStep, type AdamMoments } from './adam-step/adam-step.ts';
import { momentumStep } from './momentum-step/momentum-step.ts';

// Sizes around the vector width; several weights in one call.
const shapes = [[1], [3], [4], [2, 5], [3, 3, 2, 7]];

function draw(salt: string, offset = -0.5): tf.Tensor[] {
  return shapes.map((shape, i) => {
    const size = shape.reduce((product, dim) => product * dim, 1);
    return tf.tensor(
      seeded(salt, String(i), size).map((u) => u + offset),
      shape,
    );
  });
}

/** Three steps of a recurrence written out in double precision, value by value. */
function unrolled(
  gradients: number[][],
  step: (state: number[], g: number, t: number) => { update: number; state: number[] },
  state: number[],
): number[][] {
  const size = gradients[0]?.length ?? 0;
  return Array.from({ length: size }, (_, i) => {
    let current = state;
    let update = 0;
    gradients.forEach((g, t) => ({ update, state: current } = step(current, g[i] ?? NaN, t + 1)));
    return [update, ...current];
  });
}

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

describe.each([
  ['convlab', 1],
  ['convlab', 2],
  ['cpu', 1],
])('optimizer steps on %s, %i thread(s)', (backend, threads) => {
  beforeAll(async () => {
    if (backend === 'convlab') await useConvlabBackend({ gemm: 'wasm', threads, parallelFrom: 1 });
    else await tf.setBackend(backend);
  });

  it.each([false, true])('momentum follows its recurrence, nesterov %s', (nesterov) => {
    const gradients = [draw('a'), draw('b'), draw('c')];
    let traces = shapes.map((shape) => tf.zeros(shape));
    let updates: tf.Tensor[] = [];
    for (const g of gradients)
      ({ updates, traces } = momentumStep(g, traces, { decay: 0.9, nesterov, donate: true }));
    shapes.forEach((_, i) => {
      const wanted = unrolled(
        gradients.map((g) => Array.from((g[i] as tf.Tensor).dataSync())),
        ([trace = 0], g) => {
          const next = 0.9 * trace + g;
          return { update: nesterov ? g + 0.9 * next : next, state: [next] };
        },
        [0],
      );
      const actual = [updates[i], traces[i]].map((t) => Array.from((t as tf.Tensor).dataSync()));
      wanted.forEach((row, k) =>
        row.forEach((value, c) => expect(Math.abs((actual[c]?.[k] ?? NaN) - value)).toBeLessThan(1e-6)),
      );
    });
  });

  it.each([false, true])('Adam follows its recurrence, amsgrad %s', (amsgrad) => {
    // The second gradient is the largest, so that AMSGrad's maximum differs from the last second moment.
    const gradients = [draw('a'), draw('b').map((g) => tf.mul(g, 9)), draw('c').map((g) => tf.mul(g, 1e-3))];
    const zeros = (): tf.Tensor[] => shapes.map((shape) => tf.zeros(shape));
    let moments: AdamMoments = {
      first: zeros(),
      second: zeros(),
      ...(amsgrad ? { largest: zeros() } : {}),
    };
    let updates: tf.Tensor[] = [];
    gradients.forEach((g, t) => {
      ({ updates, moments } = adamStep(g, moments, { ...adam, beta2: 0.5, step: t + 1, donate: true }));
    });
    shapes.forEach((_, i) => {
      const wanted = unrolled(
        gradients.map((g) => Array.from((g[i] as tf.Tensor).dataSync())),
        ([m = 0, v = 0, most = 0], g, t) => {
          const first = 0.9 * m + 0.1 * g;
          const second = 0.5 * v + 0.5 * g * g;
          const largest = Math.max(most, second);
          const divisor = (amsgrad ? largest : second) / (1 - 0.5 ** t);
          const update = first / (1 - 0.9 ** t) / (Math.sqrt(divisor) + 1e-8);
          return { update, state: [first, second, largest] };
        },
        [0, 0, 0],
      );
      const tensors = [updates[i], moments.first[i], moments.second[i], moments.largest?.[i]];
      expect(moments.largest !== undefined).toBe(amsgrad);
      tensors.forEach((tensor, c) =>
        Array.from(tensor?.dataSync() ?? []).forEach((value, k) => {
          const target = wanted[k]?.[c] ?? NaN;
          expect(Math.abs(value - target) / Math.max(1, Math.abs(target))).toBeLessThan(2e-6);
        }),
      );
    });
  });

  it('refuses a state of other shapes, and takes no weights at all', () => {
    expect(() => momentumStep(draw('a'), [tf.zeros([1])], { decay: 0.9 })).toThrow('E_OP_STATE');
    expect(() => momentumStep([tf.zeros([2])], [tf.zeros([1])], { decay: 0.9 })).toThrow('E_OP_STATE');
    expect(momentumStep([], [], { decay: 0.9 })).toEqual({ updates: [], traces: [] });
  });
});

describe('giving state away', () => {
  beforeAll(() => useConvlabBackend({ gemm: 'wasm' }));

  it('writes over a state that nobody shares, and never over one that somebody does', () => {
    const { wasmMemory } = tf.backend() as unknown as { wasmMemory: { stats(): { liveBytes: number } } };
    const g = [tf.ones([1024])];
    const alone = [tf.ones([1024])];
    const shared = [tf.ones([1024])];
    const copy = tf.clone(shared[0] as tf.Tensor);
    const kept = [tf.ones([1024])];
    tf.dispose([
      tf.neg(alone[0] as tf.Tensor),
      tf.neg(g[0] as tf.Tensor),
      tf.neg(copy),
      tf.neg(kept[0] as tf.Tensor),
    ]);
    const growth = (run: () => { updates: tf.Tensor[] }): number => {
      const before = wasmMemory.stats().liveBytes;
      tf.dispose(run().updates);
      return wasmMemory.stats().liveBytes - before;
    };
    expect(growth(() => momentumStep(g, alone, { decay: 0.5, donate: true }))).toBe(0);
    expect(growth(() => momentumStep(g, shared, { decay: 0.5, donate: true }))).toBe(4096);
    expect(growth(() => momentumStep(g, kept, { decay: 0.5 }))).toBe(4096);
    expect(copy.dataSync()[0]).toBe(1);
    expect(kept[0]?.dataSync()[0]).toBe(1);
  });

  it('frees everything when old and new state are disposed', () => {
    const before = tf.memory();
    const g = draw('a');
    const old = draw('b');
    const { updates, traces } = momentumStep(g, old, { decay: 0.5, donate: true });
    tf.dispose([g, old]);
    expect(traces.map((trace) => trace.dataSync().every(Number.isFinite))).not.toContain(false);
    tf.dispose([updates, traces]);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
