import { describe, expect, it } from 'vitest';
import { registry } from '../_testing/registry.ts';
import { checkedSet, dataSetVariants, withNotedChecksum } from './data-set-variants.ts';
import type { CompleteSpec } from './experiment-spec.ts';

const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];
const folder = (path: string, more: object = {}) => ({ id: 'convlab/image-folder', path, ...more });
const variants = (parts: object) =>
  dataSetVariants({ data: { set: folder('/a') }, ...parts } as unknown as CompleteSpec);
const space = (domains: object) => ({ search: { space: domains } });

describe('the data sets that the trainings of an experiment read', () => {
  it('are its own where nothing of it is varied', () => {
    expect(variants({})).toEqual([folder('/a')]);
    expect(variants(space({ 'training.epochs': { integer: [1, 9] } }))).toEqual([folder('/a')]);
  });

  it('are made by every value of a choice, and by both ends of a range', () => {
    const domains = { 'data.set.path': { choice: ['/a', '/b'] }, 'data.set.height': { integer: [8, 64] } };
    expect(variants(space(domains))).toEqual([
      folder('/a', { height: 8 }),
      folder('/a', { height: 64 }),
      folder('/b', { height: 8 }),
      folder('/b', { height: 64 }),
    ]);
  });

  it('are made by candidates and arms, and by a search after any of them', () => {
    const sets = [{ name: 'b', set: { 'data.set.path': '/b', 'training.epochs': 2 } }];
    expect(variants({ study: { arms: sets } })).toEqual([folder('/a'), folder('/b')]);
    const domains = { 'data.set.labels': { choice: ['x.csv'] } };
    expect(variants({ selection: { candidates: sets }, ...space(domains) })).toEqual([
      folder('/a', { labels: 'x.csv' }),
      folder('/b', { labels: 'x.csv' }),
    ]);
  });

  it('are only those whose conditions hold, on whatever these depend', () => {
    const domains = {
      'data.set.labels': { choice: ['x.csv'], when: { path: 'data.set.path', in: ['/b'] } },
      'data.set.path': { choice: ['/b', '/c'], when: { path: 'optimizer', in: ['sgd'] } },
      optimizer: { choice: ['adam', 'sgd'] },
    };
    expect(variants(space(domains))).toEqual([folder('/a'), folder('/b', { labels: 'x.csv' }), folder('/c')]);
  });

  it('are not more than anybody stores', () => {
    const many = Array.from({ length: 40 }, (_, i) => `/${i}`);
    const domains = { 'data.set.path': { choice: many }, 'data.set.labels': { choice: many } };
    expect(() => variants(space(domains))).toThrow(expect.objectContaining({ code: 'E_DATA_VARIANTS' }));
  });
});

describe('a noted checksum', () => {
  const checksums = { '/a': a, '/b': b, '["/b","x.csv"]': c };

  it('goes with the files that are read, whatever else is set', () => {
    const of = (ref: object) => checkedSet(ref as { id: string }, checksums, registry);
    expect(of(folder('/a', { height: 8 }))).toEqual(folder('/a', { height: 8, sha256: a }));
    expect(of(folder('/b', { sha256: a }))).toEqual(folder('/b', { sha256: b }));
    expect(of(folder('/b', { labels: 'x.csv' }))).toEqual(folder('/b', { labels: 'x.csv', sha256: c }));
    expect(of(folder('/elsewhere'))).toEqual(folder('/elsewhere'));
    expect(checkedSet('digits', checksums, registry)).toBe('digits');
  });

  it('is written into the training, and the notes are left out of it', () => {
    const training = {
      data: { set: folder('/b'), fraction: 1, checksums },
      seed: 1,
    } as unknown as CompleteSpec;
    expect(withNotedChecksum(training, checksums, registry)).toEqual({
      data: { set: folder('/b', { sha256: b }), fraction: 1 },
      seed: 1,
    });
    expect(withNotedChecksum(training, undefined, registry)).toBe(training);
  });
});
