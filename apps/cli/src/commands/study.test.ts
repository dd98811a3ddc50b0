import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type RunSummary } from '@convlab/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convlab, convlabIn, convlabInterrupted } from '../_testing/convlab.ts';
import type { ExperimentOutput } from './run-experiment.ts';

/** Studies of two trainings: one that cannot be planned, one that cannot be judged, one whose trainings fail, and a good one. */
const OWN_STUDIES = `
  import { definePlugin } from '@convlab/core';
  import { z } from 'zod';

  const text = { claim: 'One.', prediction: 'One.', rule: 'One.', factors: [], caveats: [], reading: [] };
  const finding = { verdict: 'inconclusive', sentence: 'Inconclusive.', effects: [], measures: [], rows: [], charts: [] };
  const study = (name: string, optimizer: object, judge = () => finding) =>
    definePlugin({
      kind: 'study',
      id: 'acme/' + name,
      version: 1,
      title: name,
      summary: name,
      config: z.strictObject({}),
      create: () => ({
        ...text,
        design: () => ({
          experiment: {
            name,
            data: { set: 'iris' },
            network: { architecture: { id: 'mlp', hidden: [4] } },
            optimizer,
            training: { epochs: 1 },
          },
          arms: [{ name: 'one', set: {} }, { name: 'two', set: { 'training.batchSize': 8 } }],
          seeds: [1],
        }),
        judge,
      }),
    });
  const fails = () => {
    throw new Error('rule is missing');
  };

  export default {
    plugins: [
      study('no-such-optimizer', { id: 'adan' }),
      study('throws', { id: 'sgd' }, fails),
      study('diverges', { id: 'sgd', learningRate: 1e30 }),
      study('deeper', { id: 'sgd' }),
    ],
  };
`;

describe('convlab study', { timeout: 180_000 }, () => {
  let folder = '';
  let data = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-cli-'));
    data = join(folder, 'data');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const study = (...args: string[]) => [
    'study',
    '--budget',
    'smoke',
    '--slots',
    '2',
    '--store',
    data,
    ...args,
  ];
  const finishedRuns = async (): Promise<readonly RunSummary[]> => {
    const store = await openStore({ dataDir: data });
    const { items } = await store.runs.list({ status: 'finished', limit: 100 });
    await store.close();
    return items;
  };

  it('goes on with what is missing after an interruption, to a verdict that every number is behind', async () => {
    const interrupted = await convlabInterrupted(/[1-3]\/4 runs/, ...study('activations'));
    expect(interrupted.code).toBe(130);
    expect(interrupted.stdout).toContain('Interrupted');
    expect(interrupted.stderr).toContain('The same command goes on with what is missing.');
    const before = await finishedRuns();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(4);

    const ended = await convlab(...study('activations', '--json'));
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { result, ...output } = JSON.parse(ended.stdout) as ExperimentOutput;
    expect(output).toMatchObject({ kind: 'study', interrupted: false });
    expect(result).toMatchObject({ status: 'done', progress: { total: 4, finished: 4, failed: 0 } });
    expect(result.study).toMatchObject({ plugin: 'convlab/activations', budget: 'smoke', seeds: [1, 2] });
    // What was finished before the interruption was not trained again.
    const after = await finishedRuns();
    expect(after).toHaveLength(4);
    for (const run of before) expect(after).toContainEqual(run);
    // The effect, from the errors that the store has of each run.
    const errorOf = (arm: string, seed: number): number => {
      const run = after.find(({ name }) => name.endsWith(`${arm}, seed ${seed}`));
      return 1 - (run?.lastMetrics?.['validation/accuracy'] ?? NaN);
    };
    const effect = result.study?.finding?.effects.find(({ name }) => name.startsWith('validation error'));
    expect(effect?.values).toEqual([1, 2].map((seed) => errorOf('sigmoid', seed) - errorOf('relu', seed)));

    const again = await convlab(...study('activations'));
    expect(again.code).toBe(0);
    expect(again.stdout).toContain(result.study?.finding?.sentence);
    expect(again.stdout).toMatch(/4 of 4 trainings, in/);
    expect(again.stdout).toMatch(/^ {2}sigmoid +\d/m);
    expect(await finishedRuns()).toEqual(after);
  });

  it('begins with all of them and says how far it came', async () => {
    const { code, stdout, stderr } = await convlabInterrupted(/0\/8 runs/, ...study('--all'));
    expect(code).toBe(130);
    expect(stderr).toContain('Depth without shortcuts (smoke)');
    expect(stdout).toMatch(/^study +verdict +trainings +time$/m);
    expect(stdout).toMatch(/^Depth without shortcuts +running +0\/8/m);
  });

  it('runs several, and names what is wrong with one of them without hiding the others', async () => {
    const place = join(folder, 'own-studies');
    await mkdir(place);
    await writeFile(join(place, 'convlab.config.ts'), OWN_STUDIES);
    await symlink(
      fileURLToPath(new URL('../../../../node_modules', import.meta.url)),
      join(place, 'node_modules'),
    );
    const names = ['acme/no-such-optimizer', 'acme/throws', 'acme/diverges', 'acme/deeper'];
    const { code, stdout, stderr } = await convlabIn(place, ...study(...names));
    expect(code).toBe(1);
    expect(stderr).toMatch(/acme\/no-such-optimizer was left out: .*"adan".*E_PLUGIN_UNKNOWN/s);
    expect(stdout).toContain('The study could not be judged: rule is missing');
    expect(stdout).toMatch(/^throws +failed +2\/2/m);
    expect(stdout).toContain('0 of 2 trainings, 2 failed');
    expect(stdout).toMatch(/^diverges +failed +0\/2/m);
    expect(stdout).toMatch(/^deeper +inconclusive +2\/2/m);
    expect(stderr).not.toMatch(/\n\s+at /);

    const alone = await convlabIn(place, ...study('acme/no-such-optimizer'));
    expect(alone).toMatchObject({ code: 2, stdout: '' });
  });

  it('lists what can be run, with its claim', async () => {
    const { code, stdout } = await convlab('study', '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^activations\n {2}In a deep network/m);
    const listing = JSON.parse((await convlab('study', '--list', '--json')).stdout) as { id: string }[];
    expect(listing.map(({ id }) => id)).toContain('convlab/activations');
  });

  it.each([
    [
      'a study that nobody wrote',
      ['momentum', 'activation'],
      'E_PLUGIN_UNKNOWN',
      'Did you mean "activations"?',
    ],
    ['no study', [], 'E_CLI_STUDY', '--list'],
    ['a budget that does not exist', ['activations', '--budget', 'tiny'], 'smoke, lesson, full', 'tiny'],
  ])('answers %s with one clear error, and makes no folder', async (_what, args, code, hint) => {
    const nowhere = join(folder, 'nowhere');
    const ended = await convlab('study', ...args, '--store', nowhere);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(code);
    expect(ended.stderr).toContain(hint);
    expect(existsSync(nowhere)).toBe(false);
  });
});
