import { createRegistry, type ExampleSource, type FittedScaler, type PluginRef } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { scaledSource } from '../batches/batches.ts';
import { dataPreset } from '../preset/preset.ts';
import { trainingPart, valueSource } from '../_testing/sources.ts';

const registry = createRegistry().use(...dataPreset);
const scalers = ['per-channel', 'z-score', 'min-max', 'none'] as const;

const fit = (ref: PluginRef, source: ExampleSource, ...part: number[]): Promise<FittedScaler> =>
  registry.create('scaler', ref as 'none').fit(source, trainingPart(...part));

describe('per-channel', () => {
  it('uses all positions of a channel', async () => {
    // Two images of 2 positions and 2 channels: channel 0 holds 1, 3, 5, 7, channel 1 holds 10, 10, 10, 30.
    const source = valueSource([1, 10, 3, 10, 5, 10, 7, 30], [1, 2, 2]);
    const scaler = await fit('per-channel', source, 0, 1);
    const out = scaler.transform(Float32Array.of(4, 15, 4 + Math.sqrt(5), 15 + Math.sqrt(75)));
    expect([...out]).toEqual([0, 0, expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  });
});

describe('z-score', () => {
  it('agrees with the closed formula, each feature by itself', async () => {
    const scaler = await fit('z-score', valueSource([0, 5, 0, 7, 3, 9], [2]), 0, 1, 2);
    // Features 0, 0, 3 and 5, 7, 9: means 1 and 7, population deviations sqrt(2) and sqrt(8/3).
    const out = scaler.transform(Float32Array.of(3, 9));
    expect(out[0]).toBeCloseTo(2 / Math.sqrt(2), 6);
    expect(out[1]).toBeCloseTo(2 / Math.sqrt(8 / 3), 6);
  });

  it('merges chunks without loss: values far from 0 in more than one chunk', async () => {
    const values = Array.from({ length: 5000 }, (_, i) => 1e6 + (i % 7));
    const scaler = await fit('z-score', valueSource(values, [1]), ...values.keys());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const saved = scaler.toJSON() as { shift: number[]; scale: number[] };
    expect(saved.shift[0]).toBeCloseTo(mean, 6);
    expect(saved.scale[0]).toBeCloseTo(Math.sqrt(variance), 9);
  });
});

describe('min-max', () => {
  it('brings the training part into the range, and does not clip', async () => {
    const scaler = await fit({ id: 'min-max', min: -1, max: 1 }, valueSource([2, 4, 6, 10], [1]), 0, 1, 2);
    expect([...scaler.transform(Float32Array.of(2, 4, 6, 10))]).toEqual([-1, 0, 1, 3]);
  });

  it('refuses an empty range', () => {
    expect(registry.parse('scaler', { id: 'min-max', min: 1, max: 1 }).ok).toBe(false);
  });
});

describe.each(scalers)('%s', (id) => {
  const source = valueSource([1, 5, 2, 5, 4, 5, 100, -100], [2]);

  it('reads the training part and nothing else', async () => {
    const asked: number[] = [];
    const watched: ExampleSource = {
      ...source,
      read: (indices) => {
        asked.push(...indices);
        return source.read(indices);
      },
    };
    const scaler = await fit(id, watched, 0, 1, 2);
    expect(asked).not.toContain(3);
    // The same statistics whatever the rest of the data holds.
    const other = await fit(id, valueSource([1, 5, 2, 5, 4, 5, -7, 7], [2]), 0, 1, 2);
    expect(scaler.toJSON()).toEqual(other.toJSON());
  });

  it('cannot be fitted on a part that no split marked as training', () => {
    const validation = Int32Array.of(3);
    // @ts-expect-error A plain index array is no training part.
    const leak = () => registry.create('scaler', id).fit(source, validation);
    expect(leak).toBeTypeOf('function');
  });

  it('comes back from its JSON', async () => {
    const scaler = await fit(id, source, 0, 1, 2);
    const saved: unknown = JSON.parse(JSON.stringify(scaler.toJSON()));
    const restored = registry.create('scaler', id).restore(saved);
    const inputs = Float32Array.of(3, 5, -2, 6);
    expect(restored.transform(inputs)).toEqual(scaler.transform(inputs));
    expect(restored.outputShape).toEqual([2]);
    expect(() => registry.create('scaler', id).restore({ shape: 'no' })).toThrow('saved scaler');
  });

  it('leaves its input alone, and a constant feature finite', async () => {
    const scaler = await fit(id, source, 0, 1, 2);
    const inputs = Float32Array.of(1, 5);
    const out = scaler.transform(inputs);
    expect(out).not.toBe(inputs);
    expect([...inputs]).toEqual([1, 5]);
    expect(out.every(Number.isFinite)).toBe(true);
  });

  it('refuses half an example', async () => {
    const scaler = await fit(id, source, 0, 1, 2);
    expect(() => scaler.transform(Float32Array.of(1))).toThrow('whole number of examples');
  });
});

describe('scaledSource', () => {
  it('scales what it reads', async () => {
    const source = valueSource([0, 10], [1]);
    const scaled = scaledSource(source, await fit('min-max', source, 0, 1));
    expect([...(await scaled.read(Int32Array.of(1, 0))).inputs]).toEqual([1, 0]);
  });
});
