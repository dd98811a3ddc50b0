import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeSafetensors, readFloats } from '@convlab/core';
import { openStore } from '@convlab/store';
import { openWorkbench } from '@convlab/workbench';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convlab } from '../_testing/convlab.ts';

const spec = {
  name: 'a small one',
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [8] } },
  training: { epochs: 2 },
};

describe('commands on stored runs', { timeout: 120_000 }, () => {
  let folder = '';
  let data = '';
  let [first, second] = ['', ''];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-cli-'));
    data = join(folder, 'data');
    const workbench = await openWorkbench({ location: { dataDir: data }, folder, slots: 1 });
    for (const seed of [1, 2]) {
      const { runIds } = await workbench.launch({ ...spec, seed });
      const [id = ''] = runIds;
      while ((await workbench.store.runs.require(id)).finishedAt === null) await sleep(50);
      [first, second] = [second, id];
    }
    await workbench.close();
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('list, show and compare them', async () => {
    const list = await convlab('runs', '--data', data, '--sort', 'best', '--ascending');
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout).toContain(first);
    expect(list.stdout).toMatch(/finished +2\/2 +validation\/loss/);
    const json = JSON.parse((await convlab('runs', '--data', data, '--limit', '1', '--json')).stdout) as {
      items: { id: string }[];
    };
    expect(json.items.map(({ id }) => id)).toEqual([second]);
    const show = await convlab('show', first, '--data', data);
    expect(show.stdout).toContain('validation/accuracy');
    const compare = await convlab('compare', first, second, '--data', data);
    // Where they differ, and only there.
    expect(compare.stdout).toMatch(/^seed +1 +2$/m);
    expect(compare.stdout).not.toContain('batchSize');
  });

  it('continue, fork, stop, pause and resume them', async () => {
    const more = await convlab('continue', first, '--epochs', '3', '--data', data, '--json');
    expect(JSON.parse(more.stdout)).toEqual({ id: first, plannedEpochs: 5 });
    expect((await convlab('pause', first, '--data', data)).stdout).toContain('is paused');
    expect((await convlab('resume', first, '--data', data)).stdout).toContain('is queued');
    expect((await convlab('stop', first, '--data', data)).stdout).toContain('is stopped');
    const again = await convlab('stop', first, '--data', data);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('E_RUN_STATE');
    const fork = await convlab('fork', second, '--data', data, '--json');
    expect(JSON.parse(fork.stdout)).toMatchObject({ forkedFrom: second });
    const other = join(folder, 'other.json');
    await writeFile(
      other,
      JSON.stringify({ ...spec, network: { architecture: { id: 'mlp', hidden: [9] } } }),
    );
    expect((await convlab('fork', second, '--spec', other, '--data', data)).stderr).toContain('E_RUN_FORK');
  });

  it('export every epoch', async () => {
    const csv = join(folder, 'epochs.csv');
    expect((await convlab('export-metrics', second, '--data', data, '--output', csv)).code).toBe(0);
    const lines = (await readFile(csv, 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    const json = await convlab('export-metrics', second, '--data', data, '--format', 'json');
    expect(JSON.parse(json.stdout)).toHaveLength(2);
  });

  it('export the weights of its best epoch', async () => {
    const stateDict = join(folder, 'mlp.safetensors');
    const exported = await convlab('export', second, '--data', data, '--output', stateDict, '--json');
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(exported.stdout)).toMatchObject({ numWeights: 64 * 8 + 8 + 8 * 10 + 10 });
    // What the run's weights are when another reader takes them from the store.
    const store = await openStore({ dataDir: data });
    const best = await store.artifacts.read(second, 'best');
    const [waiting] = (await store.runs.list({ status: 'queued' })).items;
    await store.close();
    const stored = decodeSafetensors(best?.data as Uint8Array).tensors;
    const written = decodeSafetensors(await readFile(stateDict)).tensors;
    const sorted = (tensors: typeof stored) =>
      Object.entries(tensors).map(([name, tensor]) => [...readFloats(tensor, name)].sort().join());
    expect(new Set(sorted(written))).toEqual(new Set(sorted(stored)));
    // The file that the store keeps is a model file as any other.
    const file = join(folder, 'best.safetensors');
    await writeFile(file, best?.data as Uint8Array);
    const onnx = await convlab('export', file, '--format', 'onnx', '--output', join(folder, 'mlp.onnx'));
    expect(onnx).toMatchObject({ code: 0, stderr: '' });
    // The fork above has not begun.
    expect((await convlab('export', waiting?.id ?? '', '--data', data)).stderr).toContain('E_FILE_UNKNOWN');
  });

  it('answer a missing folder, an unknown run and a silent server with one clear error', async () => {
    const nothing = await convlab('runs', '--data', join(folder, 'nothing'));
    expect(nothing).toMatchObject({ code: 2, stdout: '' });
    expect(nothing.stderr).toContain('E_STORE_MISSING');
    expect((await convlab('show', 'nobody', '--data', data)).stderr).toContain('E_RUN_UNKNOWN');
    expect((await convlab('runs', '--server', 'http://127.0.0.1:9')).stderr).toContain(
      'E_SERVER_UNREACHABLE',
    );
  });

  it('look a folder over', async () => {
    const { code, stdout } = await convlab('doctor', '--data', data, '--json');
    expect(code).toBe(0);
    const findings = JSON.parse(stdout) as { part: string; outcome: string; found: string }[];
    expect(findings.map(({ part }) => part)).toEqual(
      expect.arrayContaining([
        'versions',
        'machine',
        'backend',
        'matrix products',
        'database',
        'disk',
        'plugins',
      ]),
    );
    expect(findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });

  it.each(['bash', 'zsh', 'fish'])('complete in %s', async (shell) => {
    const { stdout } = await convlab('completion', shell);
    expect(stdout).toContain('export-metrics');
    expect(stdout).toContain('epochs');
  });
});
