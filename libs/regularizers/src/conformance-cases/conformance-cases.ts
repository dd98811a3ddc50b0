import type { ConformanceCases, PluginCases } from '@convlab/core';

const withDefaultsAnd = (...configs: readonly Readonly<Record<string, unknown>>[]): PluginCases => ({
  cases: [{}, { shape: [4, 6] }, ...configs.map((config) => ({ config }))],
});

/** What the conformance kit checks the plugins of this package with. */
export const conformanceCases: ConformanceCases = {
  'regularizer:convlab/l1': withDefaultsAnd({ method: 'subgradient', strength: 0.1 }),
  'regularizer:convlab/l2': withDefaultsAnd(),
  'regularizer:convlab/elastic-net': withDefaultsAnd({ method: 'subgradient', l1: 0.1, l2: 0.2 }),
  'regularizer:convlab/weight-decay': withDefaultsAnd(),
  'regularizer:convlab/dropout': withDefaultsAnd({ on: 'all', inputRate: 0.2 }),
  'regularizer:convlab/spatial-dropout': withDefaultsAnd(),
  'regularizer:convlab/stochastic-depth': withDefaultsAnd(),
  'regularizer:convlab/gaussian-noise': withDefaultsAnd(),
  'regularizer:convlab/constraint': withDefaultsAnd(
    { constraint: { id: 'max-norm', limit: 0.5 } },
    { constraint: 'non-negative' },
  ),
  'constraint:convlab/max-norm': withDefaultsAnd({ limit: 0.5 }),
  'constraint:convlab/unit-norm': withDefaultsAnd(),
  'constraint:convlab/non-negative': withDefaultsAnd(),
};
