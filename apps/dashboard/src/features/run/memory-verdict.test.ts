import { describe, expect, it } from 'vitest';
import { memoryVerdict } from './memory-verdict.ts';

/** Reports of a training: those of each epoch, evenly spread over its 100 updates. */
function trained(...epochs: readonly (readonly (number | null)[])[]) {
  const curve = epochs.flatMap((counts, e) =>
    counts.map((last, i) => ({ lastStep: 100 * e + Math.round((100 * (i + 1)) / counts.length), last })),
  );
  return { curve, epochs: epochs.map((_, e) => ({ step: 100 * (e + 1) })) };
}

const judged = (...epochs: readonly (readonly (number | null)[])[]) => {
  const { curve, epochs: finished } = trained(...epochs);
  return memoryVerdict(curve, finished);
};

describe('the memory of a training', () => {
  it('is unknown without reports, and early to judge before the second epoch has two', () => {
    expect(judged()).toEqual({ kind: 'unknown' });
    expect(judged([null])).toEqual({ kind: 'unknown' });
    expect(judged([150])).toEqual({ kind: 'early', tensors: 150 });
    expect(judged([150], [212])).toEqual({ kind: 'early', tensors: 212 });
  });

  it('is steady when the number is a constant from the second epoch on', () => {
    expect(judged([150], [212], [212])).toEqual({ kind: 'steady', tensors: 212 });
    expect(judged([150, 150], [212, 212, 212])).toEqual({ kind: 'steady', tensors: 212 });
    // It went on in another process, where something else is held once and for all.
    const long = Array.from({ length: 20 }, (_, i) => [i < 4 ? 212 : 230]);
    expect(judged([150], ...long)).toEqual({ kind: 'steady', tensors: 230 });
  });

  it('leaks when five epochs in a row each end with more', () => {
    const rising = [0, 1, 2, 3, 4, 5].map((i) => [212 + 12 * i]);
    expect(judged([150], ...rising)).toEqual({ kind: 'growing', tensors: 272, perUpdate: 0.12 });
    expect(judged([150], ...rising.slice(0, 5))).toEqual({ kind: 'varying', low: 212, high: 260 });
    // The first epoch is no growth: there is no best one before it.
    expect(judged([150], ...rising.slice(0, 5)).kind).not.toBe('growing');
    expect(judged([150], ...rising, [272])).toMatchObject({ kind: 'varying' });
  });

  it('leaks also when it began late, at the rate since then', () => {
    const flat = Array.from({ length: 100 }, () => [212]);
    const rising = Array.from({ length: 6 }, (_, i) => [212 + 30 * (i + 1)]);
    expect(judged([150], ...flat, ...rising)).toMatchObject({ kind: 'growing', perUpdate: 0.3 });
  });

  it('is not moved in its rate by a single jump', () => {
    const rising = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [212 + 12 * i + (i === 7 ? 5000 : 0)]);
    expect(judged([150], ...rising)).toMatchObject({ kind: 'growing', perUpdate: 0.12 });
  });

  it('leaks within a long first epoch when report after report comes with more', () => {
    const reports = Array.from({ length: 11 }, (_, i) => ({ lastStep: 100 * (i + 1), last: 212 + 200 * i }));
    expect(memoryVerdict(reports, [])).toEqual({ kind: 'growing', tensors: 2212, perUpdate: 2 });
    expect(memoryVerdict(reports.slice(0, 10), [])).toEqual({ kind: 'early', tensors: 2012 });
    const healthy = reports.map((report) => ({ ...report, last: 212 }));
    expect(memoryVerdict(healthy, [])).toEqual({ kind: 'early', tensors: 212 });
  });

  it('varies when it goes up and down', () => {
    expect(judged([150], [212], [230], [212], [230], [212], [230], [212])).toEqual({
      kind: 'varying',
      low: 212,
      high: 230,
    });
  });
});
