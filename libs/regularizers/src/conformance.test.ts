import { createRegistry, type Plugin } from '@convlab/core';
import { conformance } from '@convlab/testing/conformance';
import { regularizerPreset } from './regularizer-preset/regularizer-preset.ts';

const registry = createRegistry().use(...regularizerPreset);
const more: Readonly<Record<string, readonly object[]>> = {
  'convlab/l1': [{ method: 'subgradient', strength: 0.1 }],
  'convlab/elastic-net': [{ method: 'subgradient', l1: 0.1, l2: 0.2 }],
  'convlab/dropout': [{ on: 'all', inputRate: 0.2 }],
  'convlab/constraint': [{ constraint: { id: 'max-norm', limit: 0.5 } }, { constraint: 'non-negative' }],
  'convlab/max-norm': [{ limit: 0.5 }],
};

for (const plugin of regularizerPreset as readonly Plugin[]) {
  const configs = more[plugin.id] ?? [];
  conformance(plugin, {
    registry,
    cases: [{}, { shape: [4, 6] }, ...configs.map((config) => ({ config: { ...config } }))],
  });
}
