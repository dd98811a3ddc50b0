import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@convlab/core';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imageFolder, openFolder } from './image-folder.ts';

const registry = createRegistry().use(imageFolder);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-images-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function draw(
  name: string,
  colour: { r: number; g: number; b: number },
  width = 8,
  height = 8,
): Promise<void> {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await sharp({ create: { width, height, channels: 3, background: colour } }).toFile(join(folder, name));
}

const red = { r: 200, g: 0, b: 0 };
const blue = { r: 0, g: 0, b: 200 };

async function twoClasses(): Promise<void> {
  await draw('blue/1.png', blue);
  await draw('red/1.png', red, 16, 8);
  await draw('red/2.webp', red);
  await draw('red/3.jpg', red, 5, 9);
}

const settings = (change = {}) => ({ path: folder, height: 4, width: 6, channels: 3 as const, ...change });

describe('image-folder', () => {
  it('reads PNG, JPEG and WebP at one size, one folder for each class', async () => {
    await twoClasses();
    const dataSet = registry.create('data-set', { id: 'image-folder', path: folder, height: 4, width: 6 });
    expect(dataSet.info).toMatchObject({
      outputNames: ['blue', 'red'],
      numExamples: 4,
      inputShape: [4, 6, 3],
    });
    const source = await dataSet.load();
    expect([...(source.labels ?? [])]).toEqual([0, 1, 1, 1]);
    expect(source.skipped).toBeUndefined();
    const { inputs } = await source.read(Int32Array.of(1, 0, 3));
    expect([...inputs.subarray(0, 3)]).toEqual([200, 0, 0]);
    expect([...inputs.subarray(72, 75)]).toEqual([0, 0, 200]);
    // JPEG stores colours to within a few steps.
    expect(Math.abs((inputs[144] as number) - 200)).toBeLessThan(6);
  });

  it('lists broken files and goes on', async () => {
    await twoClasses();
    await writeFile(join(folder, 'red/0-broken.png'), 'no image at all');
    const whole = await sharp({
      create: {
        width: 64,
        height: 64,
        channels: 3,
        background: red,
        noise: { type: 'gaussian', mean: 99, sigma: 30 },
      },
    })
      .png()
      .toBuffer();
    await writeFile(join(folder, 'blue/2-cut.png'), whole.subarray(0, whole.length >> 1));
    await writeFile(join(folder, 'blue/notes.txt'), 'not an image, not meant to be one');
    const source = await openFolder(settings());
    expect(source.length).toBe(4);
    expect(source.skipped?.map(({ item }) => item.slice(folder.length + 1))).toEqual([
      'blue/2-cut.png',
      'red/0-broken.png',
    ]);
    expect([...(source.labels ?? [])]).toEqual([0, 1, 1, 1]);
  });

  it('gives the same from disk as from memory', async () => {
    await twoClasses();
    const [memory, disk] = await Promise.all([openFolder(settings()), openFolder(settings(), 0)]);
    const indices = Int32Array.of(3, 0, 0, 2);
    expect(await disk.read(indices)).toEqual(await memory.read(indices));
    await rm(join(folder, 'red/3.jpg'));
    await expect(disk.read(indices)).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
    expect((await memory.read(indices)).length).toBe(4);
  });

  it('reads grey, and a table of labels', async () => {
    await draw('a.png', { r: 100, g: 100, b: 100 });
    await draw('b.png', { r: 50, g: 50, b: 50 });
    await writeFile(join(folder, 'labels.csv'), 'file,label\na.png,light\nb.png,dark\n');
    const source = await openFolder(settings({ channels: 1, labels: 'labels.csv' }));
    expect(source.info).toMatchObject({ inputShape: [4, 6, 1], outputNames: ['dark', 'light'] });
    const { inputs, targets } = await source.read(Int32Array.of(0, 1));
    expect([inputs[0], inputs[24]]).toEqual([100, 50]);
    expect([...targets]).toEqual([1, 0]);
  });

  it.each([
    ['a folder that is not there', async () => rm(folder, { recursive: true }), 'E_DATA_MISSING'],
    ['an empty folder', async () => undefined, 'E_DATA_MISSING'],
    [
      'a class without images',
      async () => twoClasses().then(() => mkdir(join(folder, 'green'))),
      'E_DATA_EMPTY_CLASS',
    ],
    [
      'a class of broken images',
      async () => twoClasses().then(() => writeFile(join(folder, 'blue/1.png'), 'broken')),
      'E_DATA_EMPTY_CLASS',
    ],
  ])('refuses %s', async (_, prepare, code) => {
    await prepare();
    await expect(openFolder(settings())).rejects.toMatchObject({ code });
    await mkdir(folder, { recursive: true });
  });

  it('says on which machine a folder is missing', async () => {
    await rm(folder, { recursive: true });
    await expect(openFolder(settings())).rejects.toMatchObject({
      message: expect.stringContaining(`${folder} cannot be read on ${hostname()}.`) as string,
      hint: expect.stringContaining('sends them to all others') as string,
    });
    await mkdir(folder);
  });

  it('refuses a malformed table', async () => {
    await writeFile(join(folder, 'labels.csv'), 'image,class\na.png,light\n');
    await expect(openFolder(settings({ labels: 'labels.csv' }))).rejects.toMatchObject({
      code: 'E_DATA_FORMAT',
    });
  });
});
