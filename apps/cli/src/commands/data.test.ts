import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convlab } from '../_testing/convlab.ts';

describe('convlab data', { timeout: 60_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-data-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('lists every data set, and where its examples are', async () => {
    const { code, stdout } = await convlab('data', 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/digits +here +1797 +8×8×1/);
    expect(stdout).toMatch(/image-folder +your files/);
    expect(stdout).toContain('npx convlab data get NAME');
  });

  it('looks a data set over', async () => {
    const text = await convlab('data', 'show', 'digits');
    expect(text.stdout).toContain(
      '+ Does every part know every class? Each part has examples of all 10 classes.',
    );
    const { code, stdout } = await convlab('data', 'show', 'iris', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      info: { numExamples: 150 },
      duplicates: { numRepeated: 1 },
    });
    const table = join(folder, 'table.csv');
    await writeFile(table, 'size,kind\n1,cat\n2,dog\nlarge,dog\n');
    expect(await convlab('data', 'show', 'csv', '--config', JSON.stringify({ path: table }))).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Row 4, column "size"') as string,
    });
  });

  it('refuses files that are not the published ones, names that cannot be fetched, and options that are wrong', async () => {
    await writeFile(join(folder, 'cifar-10-binary.tar.gz'), 'something else');
    const home = join(folder, 'home');
    expect(await convlab('data', 'get', 'cifar-10', '--from', folder, '--to', home)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('E_DATA_CHECKSUM') as string,
    });
    expect(await readdir(join(home, 'cifar-10'))).toEqual([]);
    expect((await convlab('data', 'get', 'digits')).stderr).toContain('need not be fetched');
    expect((await convlab('data', 'get', 'mnits')).stderr).toContain('mnist');
    expect(await convlab('data', 'show', 'digits', '--config', '[]')).toMatchObject({ code: 2 });
    expect(await convlab('data', 'show', 'digits', '--seed', 'x')).toMatchObject({ code: 2 });
  });
});
