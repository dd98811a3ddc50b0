import { useConvlabBackend } from '@convlab/backend';
import { createRegistry, type Registry } from '@convlab/core';
import { verifyGolden } from '@convlab/testing';
import * as tf from '@tensorflow/tfjs';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lossPreset } from './loss-preset/loss-preset.ts';

const registry: Registry = createRegistry().use(...lossPreset);

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.golden.json`, import.meta.url), 'utf8'));
}

describe.each(['convlab', 'cpu'])('on the backend %s', (backend) => {
  it('agrees with the reference values: losses', async () => {
    if (backend === 'convlab') await useConvlabBackend();
    else await tf.setBackend(backend);
    const results = await verifyGolden(read('losses'), registry);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });
});
