import { describe, expect, it } from 'vitest';
import { flattenConfig } from '../../format/flat-config.ts';
import { parseFilter } from './run-filter.ts';
import { tellingNames } from '../common/telling-names.ts';
import type { RunRow } from './use-runs.ts';

const run = (id: string, rest: object, spec: object = {}): RunRow =>
  ({
    id,
    name: 'conv-net on digits',
    status: 'finished',
    tags: [],
    report: null,
    bestMetrics: null,
    lastMetrics: null,
    epoch: 10,
    numWeights: 100,
    durationMs: 120_000,
    config: flattenConfig(spec),
    ...rest,
  }) as unknown as RunRow;

const runs = [
  run(
    'a1',
    {
      bestMetrics: { 'validation/accuracy': 0.97, 'trainEval/accuracy': 0.99 },
      lastMetrics: { 'validation/accuracy': 0.9 },
      tags: ['paper'],
      report: { verdict: 'good' },
    },
    { data: { set: { id: 'convlab/digits' } }, optimizer: { id: 'convlab/sgd', learningRate: 0.1 }, seed: 1 },
  ),
  run(
    'b2',
    { report: { verdict: 'overfit', subtype: 'high-variance' }, status: 'stopped' },
    {
      data: { set: { id: 'convlab/cifar-10' } },
      optimizer: { id: 'convlab/sgd', learningRate: { id: 'convlab/cosine', initial: 0.01 } },
      seed: 2,
    },
  ),
];
const found = (query: string, at: 'best' | 'last' = 'best') =>
  runs.filter(parseFilter(query, at)).map(({ id }) => id);

describe('a query', () => {
  it.each([
    ['', ['a1', 'b2']],
    ['conv', ['a1', 'b2']],
    ['a1', ['a1']],
    ['paper', ['a1']],
    ['dataset:digits', ['a1']],
    ['dataset:cifar', ['b2']],
    ['verdict:overfit', ['b2']],
    ['-verdict:overfit', ['a1']],
    ['verdict:variance', ['b2']],
    ['status=stopped', ['b2']],
    ['val>0.95', ['a1']],
    ['val>=97%', ['a1']],
    ['val<0.95', []],
    ['gap>1%', ['a1']],
    ['lr=0.1', ['a1']],
    ['lr<0.05', ['b2']],
    ['seed:2', ['b2']],
    ['optimizer.learningRate.initial=0.01', ['b2']],
    ['minutes>1 seed=1', ['a1']],
    ['"conv-net on"', ['a1', 'b2']],
    ['nosuchkey:1', []],
  ])('%s finds %j', (query, ids) => expect(found(query)).toEqual(ids));

  it('reads the numbers of the chosen epoch', () => {
    expect(found('val>0.95', 'last')).toEqual([]);
  });
});

it('tells runs of the same name apart by what is not as in most of them', () => {
  const again = run(
    'a3',
    {},
    { data: { set: { id: 'convlab/digits' } }, optimizer: { id: 'convlab/sgd', learningRate: 0.1 }, seed: 9 },
  );
  const names = tellingNames([...runs, again, run('c3', { name: 'mine' })]);
  expect([...names.values()]).toEqual([
    'conv-net on digits',
    'conv-net on digits learningRate=cosine set=cifar-10 seed=2',
    'conv-net on digits seed=9',
    'mine',
  ]);
});
