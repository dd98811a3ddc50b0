import { createRng, type PluginRefObject, type Registry } from '@convlab/core';
import { z } from 'zod';
import {
  attemptGolden,
  compareGolden,
  unknownGolden,
  type GoldenResult,
} from '../golden-result/golden-result.ts';

/* Samples scatter: the deviation of a large kernel within 1 %, its largest normal number within a quarter. */
const SPREAD = 0.01;
const EXTREME = { uniform: 0.01, normal: 0.25 } as const;

/** A reference file of initializers: standard deviation and largest value of one kernel each. */
export const goldenInitializerFile = z.record(
  z.string(),
  z.object({ shape_OIHW: z.array(z.int()), std: z.number(), max_abs: z.number() }),
);

const INITIALIZERS: readonly (readonly [RegExp, string])[] = [
  [/^(xavier|glorot)/, 'glorot'],
  [/^(kaiming|he)/, 'he'],
  [/^lecun/, 'lecun'],
];

/** Runs every case of a reference file of initializers with the plugins of a registry. */
export async function verifyGoldenInitializers(
  file: z.output<typeof goldenInitializerFile>,
  registry: Registry,
): Promise<readonly GoldenResult[]> {
  return Promise.all(
    Object.entries(file).map(([name, golden]) =>
      attemptGolden(name, () => {
        const distribution = name.includes('uniform') && !name.includes('normal') ? 'uniform' : 'normal';
        const ref = initializerRef(name, distribution);
        if (ref === undefined) return unknownGolden(name, 'no plugin stands for this initializer');
        const values = draw(golden.shape_OIHW, ref, registry);
        const relative = (value: number, reference: number): number => (value - reference) / reference;
        return compareGolden(name, 1, [
          {
            quantity: 'std / 1 %',
            actual: [relative(deviation(values), golden.std) / SPREAD],
            expected: [0],
          },
          {
            quantity: `max / ${EXTREME[distribution]}`,
            actual: [relative(largest(values), golden.max_abs) / EXTREME[distribution]],
            expected: [0],
          },
        ]);
      }),
    ),
  );
}

function initializerRef(name: string, distribution: 'uniform' | 'normal'): PluginRefObject | undefined {
  const [, family] = INITIALIZERS.find(([pattern]) => pattern.test(name)) ?? [];
  if (family === undefined) return undefined;
  const id = `${family}-${distribution}`;
  return family === 'he' ? { id, mode: name.includes('fan_out') ? 'fanOut' : 'fanIn' } : { id };
}

function draw(shape: readonly number[], ref: PluginRefObject, registry: Registry): Float32Array {
  const [outputs = 1, inputs = 1, ...window] = shape;
  const taps = window.reduce((a, b) => a * b, 1);
  const fans = { fanIn: inputs * taps, fanOut: outputs * taps };
  return registry.create('initializer', ref).init([...window, inputs, outputs], fans, createRng(1));
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
