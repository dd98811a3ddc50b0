import type { PluginRefObject, Registry } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import {
  attemptGolden,
  compareGolden,
  unknownGolden,
  type GoldenResult,
} from '../golden-result/golden-result.ts';
import { seededValues } from '../seeded-values/seeded-values.ts';

const TOLERANCE = 1e-5;

/** A reference file of losses: values and derivatives by the logits, for class targets (one-hot where a loss wants values). */
export const goldenLossFile = z.object({
  salt: z.string(),
  logits: z.string(),
  targets: z.array(z.int().min(0)),
  losses: z.array(z.object({ loss: z.string(), value: z.number(), dz: z.array(z.number()) })),
});

/** Runs every case of a reference file of losses with the plugins of a registry, on the current tfjs backend. */
export async function verifyGoldenLosses(
  file: z.output<typeof goldenLossFile>,
  registry: Registry,
): Promise<readonly GoldenResult[]> {
  const [rows = 0, columns = 0] = shapeIn(file.logits);
  const values = seededValues(file.salt, nameIn(file.logits), [rows, columns], 'image');
  const logits = tf.tensor2d(Float32Array.from(values), [rows, columns]);
  const classes = tf.tensor1d(file.targets, 'int32');
  const onehot = tf.oneHot(classes, columns).toFloat();
  const results = file.losses.map(({ loss: name, value: expected, dz }) =>
    attemptGolden(name, async () => {
      const ref = lossRef(name);
      if (ref === undefined) return unknownGolden(name, 'no plugin stands for this loss');
      const loss = registry.create('loss', ref);
      const targets = loss.tasks.includes('classification') ? classes : onehot;
      const { value, grad } = tf.valueAndGrad((outputs: tf.Tensor) =>
        loss.loss(outputs, targets, { training: true }),
      )(logits);
      return compareGolden(name, TOLERANCE, [
        { quantity: 'loss', actual: await value.data(), expected: [expected] },
        { quantity: 'dz', actual: await grad.data(), expected: dz },
      ]);
    }),
  );
  return Promise.all(results);
}

/** `image((6,5), salt golden, name logits)` → [6, 5]. */
function shapeIn(text: string): readonly number[] {
  const [, inside = ''] = /\(\(([\d,\s]+)\)/.exec(text) ?? [];
  return inside
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
}

function nameIn(text: string): string {
  return /name\s+([\w./-]+)/.exec(text)?.[1] ?? 'logits';
}

function lossRef(name: string): PluginRefObject | undefined {
  const smoothing = decimal(/label_smoothing_(\d+(?:_\d+)?)$/.exec(name)?.[1]);
  if (/^cross_entropy(_label_smoothing_[\d_]+)?$/.test(name)) {
    return { id: 'softmax-cross-entropy', labelSmoothing: smoothing ?? 0 };
  }
  if (name === 'mse') return { id: 'mean-squared-error' };
  if (name === 'mae') return { id: 'mean-absolute-error' };
  if (name === 'bce_with_logits') return { id: 'binary-cross-entropy' };
  const delta = decimal(/^huber_delta_(\d+(?:_\d+)?)$/.exec(name)?.[1]);
  return delta === undefined ? undefined : { id: 'huber', delta };
}

/** `0_1` → 0.1. */
function decimal(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text.replace('_', '.'));
}
