import type { NamedTensors, OptimizerState, PluginRefObject, Registry } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import {
  attemptGolden,
  compareGolden,
  unknownGolden,
  type GoldenResult,
} from '../golden-result/golden-result.ts';
import { seededValues } from '../seeded-values/seeded-values.ts';
import { optimizerFor, scheduleFor } from './torch-optimizers.ts';

const TOLERANCE = 1e-6;

const numbers = z.array(z.number());

/** A reference file of optimizers (trajectories on a small function) and learning-rate schedules. */
export const goldenOptimizerFile = z.object({
  salt: z.string(),
  optimizers: z.array(
    z.object({
      optimizer: z.string(),
      torch: z.string(),
      options: z.record(z.string(), z.unknown()),
      w0: numbers,
      trajectory: z.array(numbers),
    }),
  ),
  schedules_base_lr_1: z.record(z.string(), numbers).default({}),
});

type OptimizerFile = z.output<typeof goldenOptimizerFile>;

/** Runs every case of a reference file of optimizers with the plugins of a registry, on the current tfjs backend. */
export async function verifyGoldenOptimizers(
  file: OptimizerFile,
  registry: Registry,
): Promise<readonly GoldenResult[]> {
  const optimizers = file.optimizers.map((golden) =>
    attemptGolden(golden.optimizer, async () => {
      const found = optimizerFor(golden.torch, golden.options);
      if (found === undefined)
        return unknownGolden(golden.optimizer, `no plugin stands for ${golden.torch} so`);
      const steps = golden.trajectory.length;
      const actual = await trajectory(file.salt, golden.w0.length, steps, found, registry);
      return compareGolden(
        golden.optimizer,
        TOLERANCE,
        golden.trajectory.map((expected, i) => ({
          quantity: `step ${i + 1}`,
          actual: actual[i] ?? [],
          expected,
        })),
      );
    }),
  );
  return Promise.all([...optimizers, ...verifySchedules(file, registry)]);
}

function verifySchedules(file: OptimizerFile, registry: Registry): readonly Promise<GoldenResult>[] {
  return Object.entries(file.schedules_base_lr_1).map(([name, expected]) =>
    attemptGolden(name, () => {
      const ref = scheduleFor(name);
      if (ref === undefined) return unknownGolden(name, 'no plugin stands for this schedule');
      const schedule = registry.create('schedule', ref);
      const actual = expected.map((_, i) =>
        schedule.valueAt({ step: i + 1, stepsPerEpoch: 1, totalSteps: expected.length }),
      );
      return compareGolden(name, TOLERANCE, [{ quantity: 'value', actual, expected }]);
    }),
  );
}

/** w after each step on f(w) = Σ a w² / 2 + w⁴ / 4 - b w, whose gradient is a w + w³ - b. */
async function trajectory(
  salt: string,
  size: number,
  steps: number,
  { ref, coupledDecay }: { readonly ref: PluginRefObject; readonly coupledDecay: number },
  registry: Registry,
): Promise<readonly Float32Array[]> {
  const vector = (values: Float64Array): tf.Tensor => tf.tensor1d(Float32Array.from(values));
  const a = vector(seededValues(salt, 'a', [size], 'unit').map((u) => 2 * u + 0.1));
  const b = vector(seededValues(salt, 'b', [size], 'image'));
  const optimizer = registry.create('optimizer', ref);
  let weights: NamedTensors = { w: vector(seededValues(salt, 'w0', [size], 'image')) };
  let state: OptimizerState = optimizer.init(weights);
  const path: Float32Array[] = [];
  for (let step = 1; step <= steps; step++) {
    const w = weights['w'] as tf.Tensor;
    const gradient = tf.tidy(() =>
      tf.add(tf.sub(tf.add(tf.mul(a, w), tf.mul(tf.square(w), w)), b), tf.mul(w, coupledDecay)),
    );
    const time = { step, stepsPerEpoch: 1, totalSteps: steps };
    const result = optimizer.update({ w: gradient }, state, { weights, step, time });
    state = result.state;
    weights = { w: tf.add(w, result.updates['w'] as tf.Tensor) };
    path.push((await (weights['w'] as tf.Tensor).data()) as Float32Array);
  }
  return path;
}
