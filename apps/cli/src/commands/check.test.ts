import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convlab } from '../_testing/convlab.ts';
import type { CheckOutput } from '../output/check.ts';

/* Within the repository, so that a package there finds the libraries as an installed one would;
   in a folder that the linters leave out, for they run at the same time. */
const parent = fileURLToPath(new URL('../../test-results/', import.meta.url));

const PLUGIN = `
import { definePlugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const factor = z.number().min(0).meta({ title: 'Factor', description: 'What values are multiplied by.' });
export const scale = definePlugin({
  kind: 'layer', id: 'acme/scale', version: 1, title: 'Scale', summary: 'Multiplies.',
  config: z.strictObject({ factor }),
  create: ({ factor }) => ({
    outputShape: ([shape]) => shape ?? [],
    apply: ({ inputs: [x] }) => ({ output: tf.mul(x, BROKEN factor) }),
  }),
});
`;
const CASES = `
export const conformanceCases = { 'layer:acme/scale': { cases: [{ config: { factor: 2 }, inputs: [[2, 3]] }] } };
`;

describe('convlab check', { timeout: 120_000 }, () => {
  let folder = '';
  const source = async (name: string, code: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'index.ts'), code);
    return path;
  };
  beforeAll(async () => {
    await mkdir(parent, { recursive: true });
    folder = await mkdtemp(join(parent, 'check-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('checks every plugin of an installed package', async () => {
    const { code, stdout } = await convlab('check', '@convlab/normalization', '--json');
    const { plugins, failed, passed } = JSON.parse(stdout) as CheckOutput;
    expect({ code, failed }).toEqual({ code: 0, failed: 0 });
    expect(plugins.map(({ id }) => id)).toContain('convlab/group');
    expect(passed).toBeGreaterThan(80);
    expect(plugins[0]?.results.map(({ name }) => name)).toContain('gradients equal finite differences');
  });

  it('checks a folder with the cases that it exports', async () => {
    const path = await source('sound', PLUGIN.replace('BROKEN', '') + CASES);
    const { code, stdout } = await convlab('check', path);
    expect(stdout).toContain('+ import is inert');
    expect(stdout).toContain('layer acme/scale');
    expect(stdout).toMatch(/1 plugin: \d+ checks passed, 0 failed/);
    expect(code).toBe(0);
  });

  it('names the check that fails, and ends with 1', async () => {
    const path = await source('broken', PLUGIN.replace('BROKEN', 'tf.scalar(1).dataSync()[0] *') + CASES);
    const { code, stdout } = await convlab('check', path);
    expect(stdout).toContain('- no tensor leaks, no input is disposed: Applying the layer leaves');
    expect(code).toBe(1);
  });

  it('asks for cases where a configuration has no default', async () => {
    const { code, stdout } = await convlab('check', await source('bare', PLUGIN.replace('BROKEN', '')));
    expect(stdout).toContain('export conformanceCases with "layer:acme/scale"');
    expect(code).toBe(1);
  });

  it.each([
    ['a package that is not there', 'no-such-package', 'E_PLUGIN_MODULE'],
    ['a package without plugins', '@convlab/core', 'E_PLUGIN_NONE'],
  ])('answers %s with exit code 2', async (_what, name, code) => {
    const ended = await convlab('check', name);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(code);
  });
});
