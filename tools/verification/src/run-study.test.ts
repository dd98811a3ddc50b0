import { builtinRegistry } from '@convlab/workbench';
import { describe, expect, it } from 'vitest';
import { runStudy } from './run-study.ts';

describe('a study', () => {
  it('gives the same numbers when it is run again', { timeout: 120_000 }, async () => {
    const once = async () => runStudy('momentum', 'smoke', builtinRegistry());
    const [first, second] = [await once(), await once()];
    expect(second.specHash).toBe(first.specHash);
    expect(second.result).toEqual(first.result);
    const { study, progress } = first.result;
    expect(progress).toMatchObject({ finished: 8, failed: 0 });
    // Seeds differ, so that there is something to be the same.
    const losses = study?.arms[0]?.runs.map(({ metrics }) => metrics?.['trainEval/loss']);
    expect(new Set(losses).size).toBe(2);
    expect(study?.finding?.effects[0]?.values).toHaveLength(2);
  });
});
