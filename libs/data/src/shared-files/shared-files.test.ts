import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry, type DataFiles, type PluginRef, type Registry } from '@convlab/core';
import { parseTar } from 'nanotar';
import { pack, type Header } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvTable } from '../csv-table/csv-table.ts';
import { imageFolder } from '../image-folder/image-folder.ts';
import { numpyArrays } from '../numpy-arrays/numpy-arrays.ts';
import { fetchedHome, listFetched, removeFetched } from './fetched-files.ts';
import { sharedFolder } from './shared-files.ts';

/* The smallest PNG there is: one grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
const before = process.env['CONVLAB_DATA'];
const registry: Registry = createRegistry().use(csvTable, imageFolder, numpyArrays);

let folder = '';
let pets = '';

const setOf = (ref: PluginRef) => registry.create('data-set', ref);

const filesOf = (ref: PluginRef): DataFiles => {
  const { files } = setOf(ref);
  if (files === undefined) throw new Error('This data set has no files.');
  return files;
};

const bytesOf = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};

async function* piecesOf(bytes: Uint8Array, length = 1_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length)
    yield await Promise.resolve(bytes.subarray(at, at + length));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-shared-'));
  process.env['CONVLAB_DATA'] = join(folder, 'home');
  pets = join(folder, 'pets');
  for (const name of ['dog', 'cat']) {
    await mkdir(join(pets, name), { recursive: true });
    for (const file of ['b.png', 'ä.png', 'a.png']) await writeFile(join(pets, name, file), PIXEL);
  }
  await writeFile(join(pets, 'notes.txt'), 'of no account');
});

afterEach(async () => {
  if (before === undefined) delete process.env['CONVLAB_DATA'];
  else process.env['CONVLAB_DATA'] = before;
  await rm(folder, { recursive: true });
});

describe('the bytes of a data set', () => {
  it('are those of a file', async () => {
    const path = join(folder, 'table.csv');
    await writeFile(path, 'size,kind\n1,cat\n2,dog\n');
    const files = filesOf({ id: 'csv', path });
    expect(await files.digest()).toEqual({ sha256: sha256(await readFile(path)), byteLength: 22 });
    expect(await bytesOf(files.pack())).toEqual(await readFile(path));
  });

  it('are a tar archive of the images that depends on names and content alone', async () => {
    const files = filesOf({ id: 'image-folder', path: pets });
    const bytes = await bytesOf(files.pack());
    const entries = parseTar(bytes);
    expect(
      entries.filter(({ type }) => type === 'file').map(({ name, data }) => [name, sha256(data!)]),
    ).toEqual(
      ['cat/a.png', 'cat/b.png', 'cat/ä.png', 'dog/a.png', 'dog/b.png', 'dog/ä.png'].map((name) => [
        name,
        sha256(PIXEL),
      ]),
    );
    const elsewhere = join(folder, 'elsewhere');
    await cp(pets, elsewhere, { recursive: true });
    await utimes(join(elsewhere, 'cat', 'a.png'), 1, 1);
    await writeFile(join(elsewhere, 'notes.txt'), 'other notes');
    expect(await filesOf({ id: 'image-folder', path: elsewhere }).digest()).toEqual(await files.digest());
    await writeFile(join(elsewhere, 'cat', 'a.png'), 'other bytes');
    expect((await filesOf({ id: 'image-folder', path: elsewhere }).digest()).sha256).not.toBe(sha256(bytes));
  });

  it('come with the table of labels', async () => {
    await writeFile(join(pets, 'labels.csv'), 'file,label\n./dog/a.png,x\ncat/b.png,y\n');
    const ref = { id: 'image-folder', path: pets, labels: './labels.csv' };
    const names = parseTar(await bytesOf(filesOf(ref).pack())).map(({ name }) => name);
    expect(names).toEqual(['cat/b.png', 'dog/a.png', 'labels.csv']);
    // Other files than those of the same path without it; how large images are makes no difference.
    expect(filesOf(ref).selection).toBe('./labels.csv');
    expect(filesOf({ id: 'image-folder', path: pets, height: 8 }).selection).toBeUndefined();
    await writeFile(join(pets, 'labels.csv'), 'file,label\n../table.csv,x\n');
    await expect(filesOf(ref).digest()).rejects.toMatchObject({
      code: 'E_DATA_FORMAT',
      received: '../table.csv',
    });
  });
});

describe('files by their checksum', () => {
  it('are fetched once and used in place of the path', async () => {
    const source = filesOf({ id: 'image-folder', path: pets });
    const digest = await source.digest();
    const bytes = await bytesOf(source.pack());
    const ref = { id: 'image-folder', path: '/nowhere/pets', sha256: digest.sha256, height: 1, width: 1 };
    const files = filesOf(ref);
    expect(await files.find()).toBe('missing');
    // Two workers of a machine at once.
    await Promise.all([files.unpack(piecesOf(bytes)), files.unpack(piecesOf(bytes, 333))]);
    expect(await files.find()).toBe('here');
    expect(await readdir(fetchedHome())).toEqual([digest.sha256]);
    expect(await listFetched()).toEqual([
      { sha256: digest.sha256, path: join(fetchedHome(), digest.sha256, 'content') },
    ]);
    const set = setOf(ref);
    expect(set.info.outputNames).toEqual(['cat', 'dog']);
    expect((await set.load()).length).toBe(6);
    expect(await removeFetched(new Set([digest.sha256]))).toEqual([]);
    expect(await removeFetched()).toHaveLength(1);
    expect(await files.find()).toBe('missing');
  });

  it('replace other files at the path', async () => {
    const path = join(folder, 'table.csv');
    await writeFile(path, 'size,kind\n1,cat\n2,dog\n');
    const right = await readFile(path);
    const ref = { id: 'csv', path, sha256: sha256(right) };
    expect(await filesOf(ref).find()).toBe('here');
    await writeFile(path, 'size,kind\n1,cat\n2,cat\n3,dog\n');
    expect(await filesOf(ref).find()).toBe('other');
    expect(() => setOf(ref).info).toThrow(expect.objectContaining({ code: 'E_DATA_CHECKSUM' }));
    await filesOf(ref).unpack(piecesOf(right));
    expect(setOf(ref).info.numExamples).toBe(2);
  });

  it('are refused when they are others: at the path, on the way, and where they were fetched to', async () => {
    const source = filesOf({ id: 'image-folder', path: pets });
    const digest = await source.digest();
    const bytes = await bytesOf(source.pack());
    await writeFile(join(pets, 'cat', 'b.png'), 'other bytes');
    const ref = { id: 'image-folder', path: pets, sha256: digest.sha256 };
    expect(await filesOf(ref).find()).toBe('other');
    await expect(setOf(ref).load()).rejects.toMatchObject({ code: 'E_DATA_CHECKSUM' });
    const damaged = Buffer.from(bytes);
    damaged[600] = 1;
    await expect(filesOf(ref).unpack(piecesOf(damaged))).rejects.toMatchObject({ code: 'E_DATA_CHECKSUM' });
    expect(await readdir(fetchedHome())).toEqual([]);
    await filesOf(ref).unpack(piecesOf(bytes));
    await writeFile(join(fetchedHome(), digest.sha256, 'content', 'cat', 'b.png'), 'x');
    await expect(setOf(ref).load()).rejects.toMatchObject({ code: 'E_DATA_CHECKSUM' });
  });

  it.each<[string, (Pick<Header, 'name'> & Partial<Header>)[]]>([
    ['a way up', [{ name: '../evil.png' }]],
    ['a way up further on', [{ name: 'cat/../../evil.png' }]],
    ['an absolute path', [{ name: '/tmp/evil.png' }]],
    ['a drive', [{ name: 'c:/evil.png' }]],
    ['another separator', [{ name: '..\\evil.png' }]],
    ['a link', [{ name: 'cat', type: 'symlink', linkname: '/tmp' }]],
    ['a hard link', [{ name: 'cat', type: 'link', linkname: '/etc/passwd' }]],
    ['a device', [{ name: 'cat', type: 'character-device' }]],
    ['a file twice', [{ name: 'cat/a.png' }, { name: 'cat/a.png' }]],
  ])('are refused when the archive holds %s', async (_, headers) => {
    const archive = pack();
    for (const header of headers)
      if (header.type === undefined) archive.entry(header, 'evil');
      else archive.entry(header);
    archive.finalize();
    const bytes = await bytesOf(archive as AsyncIterable<Uint8Array>);
    const files = sharedFolder({ path: pets, sha256: sha256(bytes) }, () => []);
    await expect(files.unpack(piecesOf(bytes))).rejects.toMatchObject({ code: 'E_DATA_ARCHIVE' });
    expect(await readdir(fetchedHome())).toEqual([]);
    expect(existsSync(join(fetchedHome(), 'evil.png'))).toBe(false);
  });
});
