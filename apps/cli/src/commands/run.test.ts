import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convlab } from '../_testing/convlab.ts';
import type { RunOutput } from '../output/result.ts';
import type { ExperimentOutput } from './run-experiment.ts';

const example = fileURLToPath(new URL('../../../../examples/digits.json', import.meta.url));

describe('convlab run', { timeout: 180_000 }, () => {
  let folder = '';
  const file = async (name: string, content: unknown): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('trains the example above 97 % and gives the same bits twice', async () => {
    const first = await convlab('run', example, '--json');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const one = JSON.parse(first.stdout) as RunOutput;
    expect(one.bestMetrics['validation/accuracy']).toBeGreaterThan(0.97);
    expect(one.report.bestEpoch).toBe(one.bestEpoch);
    const two = JSON.parse((await convlab('run', example, '--json')).stdout) as RunOutput;
    expect(two.history).toEqual(one.history);
    expect(two.specHash).toBe(one.specHash);
  });

  it('shows progress on standard error and the verdict on standard output', async () => {
    const spec = {
      data: { set: 'digits' },
      network: { architecture: { id: 'mlp', hidden: [16] } },
      training: { epochs: 2 },
    };
    const { code, stdout, stderr } = await convlab('run', await file('short.json', spec));
    expect(code).toBe(0);
    expect(stderr).toMatch(/epoch 2\/2 {2}trainEval\/loss/);
    expect(stdout).toMatch(/Best epoch: [12]/);
    expect(stdout).toContain('Is every loss and error a number?');
  });

  it('runs an experiment of many runs, keeps it, and shows it again without training', async () => {
    const spec = {
      name: 'folds',
      data: { set: 'iris' },
      network: { architecture: { id: 'mlp', hidden: [8] } },
      training: { epochs: 4 },
      protocol: { id: 'k-fold', folds: 2 },
    };
    const path = await file('folds.json', spec);
    const store = join(folder, 'store');
    const first = await convlab('run', path, '--store', store, '--slots', '2', '--json');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const output = JSON.parse(first.stdout) as ExperimentOutput;
    expect(output).toMatchObject({
      name: 'folds',
      kind: 'k-fold',
      interrupted: false,
      result: { version: 1, status: 'done', progress: { total: 2, finished: 2, failed: 0 } },
    });
    const again = await convlab('run', path, '--store', store);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('Cross-validation over 2 splits:');
    expect(again.stdout).toMatch(/validation\/accuracy +0\.\d+/);
    const third = await convlab('run', path, '--store', store, '--json');
    expect((JSON.parse(third.stdout) as ExperimentOutput).result).toEqual(output.result);
  });

  it.each([
    ['an unknown plugin', { data: { set: 'digit' } }, 'data.set', 'Did you mean "digits"?'],
    ['a wrong type', { data: { set: 'digits' }, training: { epochs: 'ten' } }, 'training.epochs', 'number'],
    [
      'an impossible shape',
      { data: { set: 'digits' }, network: { architecture: { id: 'conv-net', blocks: [8, 8, 8, 8] } } },
      'network.architecture',
      'floor(',
    ],
    ['a file that is not JSON', '{ "data": ', 'is not JSON', 'E_FILE_JSON'],
  ])('answers %s with one clear error and exit code 2', async (what, spec, path, hint) => {
    const { code, stdout, stderr } = await convlab(
      'run',
      await file(`${what.replaceAll(' ', '-')}.json`, spec),
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(path);
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('answers a missing file and a wrong command line with exit code 2', async () => {
    expect(await convlab('run', join(folder, 'missing.json'))).toMatchObject({ code: 2, stdout: '' });
    expect((await convlab('run')).code).toBe(2);
    expect((await convlab('rnu')).code).toBe(2);
    expect((await convlab('--help')).stdout).toContain('Exit codes');
  });
});
