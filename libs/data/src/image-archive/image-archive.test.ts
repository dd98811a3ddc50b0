import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolder } from '../image-folder/image-folder.ts';
import { extractImages, type ArchiveLimits } from './image-archive.ts';
import { placeOf } from './place.ts';

let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'convlab-archive-'));
  folder = join(home, 'images');
});

afterEach(() => rm(home, { recursive: true }));

const image = (r: number): Promise<Buffer> =>
  sharp({ create: { width: 4, height: 4, channels: 3, background: { r, g: 0, b: 0 } } })
    .png()
    .toBuffer();

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const extract = (files: Record<string, Uint8Array>, limits: Partial<ArchiveLimits> = {}, size = 1000) =>
  extractImages(inPieces(zipSync(files), size), folder, limits);

describe('extractImages', () => {
  it.each([7, 1000, 1_000_000])(
    'makes a data set of an archive that arrives in pieces of %s bytes',
    async (size) => {
      const [dark, bright] = await Promise.all([image(10), image(200)]);
      const files = {
        'pets/cat/1.png': dark,
        'pets/dog/1.png': bright,
        'other/dog/1.PNG': bright,
        'pets/notes.txt': Buffer.from('by hand'),
        '__MACOSX/pets/cat/._1.png': dark,
      };
      expect(await extract(files, {}, size)).toEqual({
        classes: ['cat', 'dog'],
        numImages: 3,
        ignored: ['pets/notes.txt', '__MACOSX/pets/cat/._1.png'],
      });
      const source = await openFolder({ path: folder, height: 4, width: 4, channels: 3 });
      expect(source.info.outputNames).toEqual(['cat', 'dog']);
      const { inputs, targets } = await source.read(Int32Array.of(0, 2));
      expect([inputs[0], inputs[48], ...targets]).toEqual([10, 200, 0, 1]);
    },
  );

  it('leaves broken images to the data set, which lists them', async () => {
    const good = await image(1);
    await extract({ 'a/1.png': good, 'a/2.png': Buffer.from('no image'), 'b/1.png': good });
    const { skipped } = await openFolder({ path: folder, height: 4, width: 4, channels: 3 });
    expect(skipped?.map(({ item }) => item)).toEqual([join(folder, 'a', '000002.png')]);
  });

  it.each(['../evil/1.png', 'a/../../1.png', '/etc/x/1.png', 'C:\\x\\1.png', '..\\x\\1.png'])(
    'refuses %s, and leaves nothing behind',
    async (name) => {
      const good = await image(1);
      const archive = extract({ 'a/1.png': good, 'b/1.png': good, [name]: good });
      await expect(archive).rejects.toMatchObject({ code: 'E_DATA_ARCHIVE', received: name });
      expect(await readdir(home)).toEqual([]);
    },
  );

  it('refuses what unpacks to more than it may, before it has unpacked', async () => {
    const bomb = { 'a/1.png': new Uint8Array(50_000_000), 'b/1.png': await image(1) };
    await expect(extract(bomb, { maxFileBytes: 1_000_000 })).rejects.toThrow('a/1.png is too large');
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`a/${i}.png`, new Uint8Array(1000)]),
    );
    await expect(extract(many, { maxTotalBytes: 10_000 })).rejects.toThrow('archive is too large');
    await expect(extract(many, { maxFiles: 20 })).rejects.toThrow('too many files');
    expect(await readdir(home)).toEqual([]);
  });

  it('refuses what is no archive, is cut off, or has no two classes', async () => {
    const good = await image(1);
    const archive = zipSync(
      { 'a/1.png': good, 'b/1.png': new Uint8Array(3000).map((_, i) => i * 7) },
      { level: 0 },
    );
    const refused = async (bytes: Uint8Array) =>
      expect(extractImages(inPieces(bytes, 1000), folder)).rejects.toMatchObject({ code: 'E_DATA_ARCHIVE' });
    await refused(Buffer.from('not a zip file at all'));
    await refused(archive.subarray(0, 1500));
    await refused(zipSync({ 'a/1.png': good }));
    await refused(zipSync({ '1.png': good, '2.png': good }));
    expect(await readdir(home)).toEqual([]);
  });

  it('never overwrites', async () => {
    await mkdir(join(folder, 'kept'), { recursive: true });
    const good = await image(1);
    await expect(extract({ 'a/1.png': good, 'b/1.png': good })).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['kept']);
  });

  it('answers damaged archives with a coded error or images, nothing else', async () => {
    const archive = zipSync({ 'a/1.png': await image(1), 'b/1.png': await image(2) });
    const flips = fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const damaged = Uint8Array.from(archive);
        for (const [at, value] of changes) damaged[at] = value;
        const result = await extractImages(inPieces(damaged, 64), folder).catch((error: unknown) => error);
        await rm(folder, { recursive: true, force: true });
        expect(result instanceof Error ? result : { code: 'E_DATA_ARCHIVE' }).toHaveProperty(
          'code',
          'E_DATA_ARCHIVE',
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('placeOf', () => {
  it('never gives a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (folderName, file) => {
        const place = placeOf(`${folderName}/${file}.png`);
        if (typeof place === 'string') return;
        expect(place.className).not.toMatch(/[/\\\0:]|^\.+$|^$/);
      }),
    );
    expect(placeOf('a b/1.JPEG')).toEqual({ className: 'a b', extension: '.jpeg' });
    expect(placeOf('Gänse/1.png')).toEqual({ className: 'Gänse', extension: '.png' });
    expect(placeOf('ab:c|d/1.png')).toEqual({ className: 'ab_c_d', extension: '.png' });
  });
});
