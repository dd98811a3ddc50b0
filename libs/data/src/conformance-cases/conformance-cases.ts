import type { ConformanceCases, PluginCases } from '@convlab/core';

/* Their data comes from the network, which a check does not ask for. */
const downloaded: PluginCases = { cases: [{ factsOnly: true }] };

/* Their facts are those of a file of the user's; the tests beside these plugins read real ones. */
const ofUserFile = (path: string): PluginCases => ({
  cases: [{ config: { path }, factsOnly: true }],
  expectedFailures: { 'facts are complete and true': 'There is no such file; its facts come from it.' },
});

/** What the conformance kit checks the plugins of this package with; the others are checked with their defaults. */
export const conformanceCases: ConformanceCases = {
  'data-set:convlab/mnist': downloaded,
  'data-set:convlab/fashion-mnist': downloaded,
  'data-set:convlab/cifar-10': downloaded,
  'data-set:convlab/cifar-100': downloaded,
  'data-set:convlab/image-folder': ofUserFile('no-such-folder'),
  'data-set:convlab/csv': ofUserFile('no-such-table.csv'),
  'data-set:convlab/numpy': ofUserFile('no-such-arrays.npz'),
};
