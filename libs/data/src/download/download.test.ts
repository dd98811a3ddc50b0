import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createRegistry } from '@convlab/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataPreset } from '../preset/preset.ts';
import { catalogue, type RemoteFile } from './catalogue.ts';
import { fetchFiles, getDataSet } from './download.ts';

const content = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7) % 251));
const md5 = createHash('md5').update(content).digest('hex');

let server: Server;
let base: string;
let folder: string;
/** Ranges that were asked for; `breakAfter` cuts the answer. */
const asked: (string | undefined)[] = [];
let breakAfter = Infinity;
let knowsRanges = true;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers.range);
    if (request.url !== '/file.bin') return response.writeHead(404).end();
    const start = knowsRanges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    if (start >= content.length) return response.writeHead(416).end();
    const rest = content.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length });
    if (breakAfter >= rest.length) return response.end(rest);
    return response.write(rest.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-data-'));
  asked.length = 0;
  breakAfter = Infinity;
  knowsRanges = true;
});

afterEach(() => rm(folder, { recursive: true }));

const file = (change: Partial<RemoteFile> = {}): RemoteFile => ({
  name: 'file.bin',
  url: `${base}/file.bin`,
  md5,
  ...change,
});

describe('fetchFiles', () => {
  it('downloads with progress, and not again', async () => {
    const progress: number[] = [];
    await fetchFiles([file()], folder, { onProgress: ({ receivedBytes }) => progress.push(receivedBytes) });
    expect(await readFile(join(folder, 'file.bin'))).toEqual(content);
    expect(progress.at(-1)).toBe(content.length);
    await fetchFiles([file()], folder, {});
    expect(asked.length).toBe(1);
  });

  it.each([true, false])('goes on where it broke off (server knows ranges: %s)', async (ranges) => {
    breakAfter = 70_000;
    await expect(fetchFiles([file()], folder, {})).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
    expect(await readdir(folder)).toEqual(['file.bin.part']);
    const { length } = await readFile(join(folder, 'file.bin.part'));
    breakAfter = Infinity;
    knowsRanges = ranges;
    await fetchFiles([file()], folder, {});
    expect(asked[1]).toBe(`bytes=${length}-`);
    expect(await readFile(join(folder, 'file.bin'))).toEqual(content);
    expect(await readdir(folder)).toEqual(['file.bin']);
  });

  it('takes a part that is complete already', async () => {
    await writeFile(join(folder, 'file.bin.part'), content);
    await fetchFiles([file()], folder, {});
    expect(await readdir(folder)).toEqual(['file.bin']);
  });

  it('refuses another file than the published one, and leaves nothing behind', async () => {
    await expect(fetchFiles([file({ md5: '0' })], folder, {})).rejects.toMatchObject({
      code: 'E_DATA_CHECKSUM',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so when there is nothing', async () => {
    const nowhere = file({ url: `${base}/other` });
    await expect(fetchFiles([nowhere], folder, {})).rejects.toThrow('404');
    await expect(fetchFiles([file({ url: 'http://127.0.0.1:9/' })], folder, {})).rejects.toMatchObject({
      code: 'E_DATA_MISSING',
    });
  });

  it('takes files from a folder, also recompressed ones whose content is right', async () => {
    const from = join(folder, 'from');
    await mkdir(from);
    await writeFile(join(from, 'file.bin'), gzipSync(content));
    const contentSha256 = createHash('sha256').update(content).digest('hex');
    await fetchFiles([file({ contentSha256 })], join(folder, 'to'), { from });
    expect(asked.length).toBe(0);
    await expect(fetchFiles([file()], join(folder, 'again'), { from })).rejects.toMatchObject({
      code: 'E_DATA_CHECKSUM',
    });
    await expect(fetchFiles([file({ name: 'none' })], folder, { from })).rejects.toMatchObject({
      code: 'E_DATA_MISSING',
    });
  });
});

describe('getDataSet', () => {
  it('refuses a folder with other files', async () => {
    await writeFile(join(folder, 'cifar-10-binary.tar.gz'), 'something else');
    const fetched = getDataSet('cifar-10', { home: join(folder, 'home'), from: folder });
    await expect(fetched).rejects.toMatchObject({ code: 'E_DATA_CHECKSUM' });
  });
});

describe.each(Object.keys(catalogue) as (keyof typeof catalogue)[])('%s', (id) => {
  const registry = createRegistry().use(...dataPreset);

  it('states its facts, and tells how to be fetched when it is not there', async () => {
    const before = process.env['CONVLAB_DATA'];
    process.env['CONVLAB_DATA'] = folder;
    try {
      const dataSet = registry.create('data-set', id);
      expect(dataSet.info.numExamples).toBe(id.startsWith('cifar') ? 60_000 : 70_000);
      await expect(dataSet.load()).rejects.toThrow(`npx convlab data get ${id}`);
    } finally {
      if (before === undefined) delete process.env['CONVLAB_DATA'];
      else process.env['CONVLAB_DATA'] = before;
    }
  });
});
