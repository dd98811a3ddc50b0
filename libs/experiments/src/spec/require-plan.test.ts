import { describe, expect, it } from 'vitest';
import { registry } from '../_testing/registry.ts';
import { countRuns } from './count-runs.ts';
import { experimentKind } from './experiment-kind.ts';
import { requireExperiment, resolveExperiment } from './resolve-experiment.ts';
import { specHash } from './spec-hash.ts';

const digits = { data: { set: 'digits' } };
const rate = { 'optimizer.learningRate': { logUniform: [1e-4, 1e-1] } };
const specOf = (more: object) => requireExperiment({ ...digits, ...more }, registry).spec;
const firstIssue = (more: object) => {
  const result = resolveExperiment({ ...digits, ...more }, registry);
  return result.ok ? undefined : result.issues[0];
};

describe('an experiment of many runs', () => {
  it('keeps the identity that experiments of one run had before there were others', async () => {
    // Recorded with the version of the specification that knew neither protocol nor search.
    const before = '98776a23b62b85c2c79e09218f0e7e208259e35f998fed806a38db138b7298b6';
    expect(await specHash(specOf({}))).toBe(before);
    expect(await specHash(specOf({ protocol: 'hold-out', test: false }))).toBe(before);
    expect(await specHash(specOf({ protocol: 'k-fold' }))).not.toBe(before);
    expect(await specHash(specOf({ data: { set: 'digits', fraction: 0.5 } }))).not.toBe(before);
  });

  it('reads a search and an ensemble written as the plugins that they use', () => {
    const short = specOf({
      search: { id: 'random', trials: 3, space: rate, parallel: 2 },
      ensemble: { id: 'weighted-average', steps: 50, members: 3 },
    });
    expect(short).toMatchObject({
      objective: 'validation/accuracy',
      search: { strategy: { id: 'convlab/random', trials: 3 }, space: rate, parallel: 2 },
      ensemble: { method: { id: 'convlab/weighted-average', steps: 50 }, members: 3, kind: 'seeds' },
    });
    expect(requireExperiment(JSON.parse(JSON.stringify(short)), registry).spec).toEqual(short);
    expect(specOf({ search: null, ensemble: null })).toEqual(specOf({}));
  });

  it('opens the test part for selections and ensembles unless told otherwise', () => {
    const candidates = [
      { name: 'a', set: { 'training.batchSize': 32 } },
      { name: 'b', set: { 'training.batchSize': 128 } },
    ];
    expect(specOf({}).test).toBe(false);
    expect(specOf({ test: true }).test).toBe(true);
    expect(specOf({ selection: { candidates } }).test).toBe(true);
    expect(specOf({ ensemble: 'average' }).test).toBe(true);
    expect(specOf({ ensemble: { id: 'average', members: 2 }, test: false }).test).toBe(false);
    expect(specOf({ search: { space: rate } }).test).toBe(false);
  });

  it.each([
    [{}, 'single', 1],
    [{ protocol: { id: 'k-fold', folds: 5, repeats: 2 } }, 'k-fold', 10],
    [{ protocol: 'k-fold', test: true }, 'k-fold', 6],
    [{ search: { id: 'grid', points: 4, space: rate } }, 'search', 4],
    [
      { search: { id: 'grid', points: 4, space: rate, protocol: 'k-fold' }, protocol: 'k-fold' },
      'search',
      25,
    ],
    [{ ensemble: { id: 'average', members: 7 } }, 'ensemble', 7],
    [{ learningCurve: {} }, 'learning-curve', 12],
    // Inner folds of every trial, and one final training, in each of three outer folds.
    [
      {
        protocol: { id: 'nested', outerFolds: 3, innerFolds: 2 },
        search: { trials: 4, id: 'random', space: rate },
      },
      'search',
      27,
    ],
  ])('%j is of kind %s with %i runs', (more, kind, runs) => {
    const spec = specOf(more);
    expect(experimentKind(spec, registry)).toBe(kind);
    expect(countRuns(spec, registry)).toBe(runs);
  });

  const billion = Object.fromEntries(
    ['l2', 'dropout', 'spatial-dropout'].flatMap((_, i) =>
      [0, 1, 2].map((j) => [`regularizers.${3 * i + j}.strength`, { uniform: [0, 1] }]),
    ),
  );

  it.each([
    [
      'a grid of 10^9 trials',
      { search: { id: 'grid', points: 10, space: billion } },
      'E_SEARCH_SPACE',
      ['search', 'space'],
    ],
    ['a million folds', { protocol: { id: 'k-fold', folds: 1000, repeats: 1000 } }, 'E_EXPERIMENT_SIZE', []],
    [
      'bounds in the wrong order',
      { search: { space: { 'optimizer.learningRate': { uniform: [1, 0] } } } },
      'E_SEARCH_SPACE',
      ['search', 'space', 'optimizer.learningRate'],
    ],
    [
      'a path that leads nowhere',
      { search: { space: { 'optimizer.learningRat': { uniform: [0.1, 0.2] } } } },
      'E_CONFIG_INVALID',
      ['search', 'space', 'optimizer.learningRat'],
    ],
    [
      'a path through a number',
      { search: { space: { 'training.epochs.deep': { integer: [1, 2] } } } },
      'E_SPEC_PATH',
      ['search', 'space', 'training.epochs.deep'],
    ],
    [
      'a value that no network can have',
      { search: { space: { 'network.architecture.blocks': { choice: [[8], [8, 8, 8, 8, 8, 8]] } } } },
      'E_SHAPE_WINDOW',
      ['search', 'space', 'network.architecture.blocks'],
    ],
    [
      'a path to an object’s prototype',
      { search: { space: { '__proto__.x': { uniform: [0, 1] } } } },
      'E_SPEC_PATH',
      ['search', 'space', '__proto__.x'],
    ],
    [
      'an objective that is not measured',
      { search: { space: rate }, objective: 'validation/r2' },
      'E_SPEC_OBJECTIVE',
      ['objective'],
    ],
    [
      'candidates of one name',
      {
        selection: {
          candidates: [
            { name: 'a', set: {} },
            { name: 'a', set: {} },
          ],
        },
      },
      'E_SELECTION_CANDIDATES',
      ['selection', 'candidates', 1, 'name'],
    ],
    [
      'a candidate that cannot be',
      {
        selection: {
          candidates: [
            { name: 'a', set: {} },
            { name: 'b', set: { 'network.architecture': 'conv' } },
          ],
        },
      },
      'E_PLUGIN_UNKNOWN',
      ['selection', 'candidates', 1, 'set', 'network.architecture'],
    ],
    [
      'a candidate with a plugin that cannot be so',
      {
        selection: {
          candidates: [
            { name: 'a', set: { 'training.epochs': 3 } },
            { name: 'b', set: { 'training.epochs': 3, optimizer: { id: 'adam', learningRate: -1 } } },
          ],
        },
      },
      'E_CONFIG_INVALID',
      ['selection', 'candidates', 1, 'set', 'optimizer', 'learningRate'],
    ],
    [
      'an arm whose settings do not go together',
      {
        study: {
          arms: [
            { name: 'a', set: {} },
            { name: 'b', set: { 'data.set': 'iris', network: { architecture: 'conv-net' } } },
          ],
        },
      },
      'E_SHAPE_RANK',
      ['study', 'arms', 1, 'set', 'network', 'architecture'],
    ],
    [
      'folds without a cross-validation',
      { ensemble: { id: 'average', kind: 'folds' } },
      'E_SPEC_ENSEMBLE',
      ['ensemble', 'kind'],
    ],
    [
      'more snapshots than epochs',
      { ensemble: { id: 'average', kind: 'snapshot', members: 30 } },
      'E_SPEC_ENSEMBLE',
      ['ensemble', 'members'],
    ],
    ['a nested ensemble', { ensemble: 'average', protocol: 'nested' }, 'E_SPEC_PROTOCOL', ['protocol']],
    [
      'an arm of a study on a split that its protocol has not',
      {
        study: {
          arms: [
            { name: 'hold-out', set: {} },
            { name: 'fold 6', set: { protocol: { id: 'k-fold', folds: 5 } }, split: 5 },
          ],
        },
      },
      'E_STUDY_ARMS',
      ['study', 'arms', 1, 'split'],
    ],
    ['one run of a search', { search: { space: rate }, run: { stage: 'search' } }, 'E_SPEC_RUN', ['run']],
  ])('refuses %s before anything starts', (_what, more, code, path) => {
    expect(firstIssue(more)).toMatchObject({ code, path });
  });

  it('lets a parameter exist only where its condition holds', () => {
    const space = {
      optimizer: { choice: ['adam', 'sgd'] },
      'optimizer.momentum': { uniform: [0.5, 0.99], when: { path: 'optimizer', in: ['sgd'] } },
    };
    expect(firstIssue({ search: { space } })).toBeUndefined();
    const { when: _when, ...always } = space['optimizer.momentum'];
    expect(firstIssue({ search: { space: { ...space, 'optimizer.momentum': always } } })?.code).toBe(
      'E_CONFIG_INVALID',
    );
  });
});
