import type * as Sharp from 'sharp';
import {
  ConvlabError,
  definePlugin,
  type DataFiles,
  type DataSetInfo,
  type ExampleSource,
} from '@convlab/core';
import { z } from 'zod';
import { listImages, type ImageList } from '../_internal/list-images.ts';
import { nodeModules } from '../_internal/node-modules.ts';
import { memorySource } from '../memory-source/memory-source.ts';
import { checksum } from '../shared-files/checksum-config.ts';
import { placeOf } from '../shared-files/fetched-files.ts';
import { requireChecksum, sharedFolder } from '../shared-files/shared-files.ts';

/* Up to here decoded images are kept; larger folders are decoded as they are read. */
const MAX_KEPT_BYTES = 256 * 2 ** 20;
/* Enough to keep the decoder's threads busy, few enough to bound memory. */
const AT_A_TIME = 16;

const side = (title: string) =>
  z
    .int()
    .min(1)
    .max(4096)
    .default(32)
    .meta({ title, description: 'Images are scaled and cut to this size.', ui: { unit: 'pixels' } });

const config = z.strictObject({
  path: z
    .string()
    .min(1)
    .meta({ title: 'Folder', description: 'One folder for each class, or a table of labels.' }),
  labels: z
    .string()
    .min(1)
    .optional()
    .meta({ title: 'Labels', description: 'CSV table with the columns file and label, within the folder.' }),
  height: side('Height'),
  width: side('Width'),
  channels: z
    .union([z.literal(1), z.literal(3)])
    .default(3)
    .meta({ title: 'Channels', description: '3 for colour, 1 for grey.' }),
  sha256: checksum,
});

type FolderConfig = z.infer<typeof config>;

/**
 * Images in a folder: PNG, JPEG or WebP, one folder for each class or a table of labels.
 *
 * Every image is decoded once when the data set is loaded; broken ones are left out and listed in `skipped`. Images are turned as
 * their camera says, scaled to cover height and width, cut in the middle, and laid on white where transparent. Up to 256 MiB are
 * kept in memory; larger folders are decoded from disk as they are read, so that they may exceed memory.
 * Node only; needs the package `sharp`. Values are bytes, 0 to 255.
 * Shapes: [height, width, channels]
 * @throws {ConvlabError} E_DATA_MISSING, E_DATA_EMPTY_CLASS, E_DATA_FORMAT when the folder cannot be used
 * @throws {ConvlabError} E_DATA_CHECKSUM when the files are not those that `sha256` names
 * @throws {ConvlabError} E_DATA_ENVIRONMENT without `sharp`
 */
export const imageFolder = definePlugin({
  kind: 'data-set',
  id: 'convlab/image-folder',
  version: 1,
  title: 'Image folder',
  summary: 'PNG, JPEG or WebP files, one folder for each class or a table of labels.',
  config,
  create: (settings) => ({
    // Listed when asked: making the part touches no disk.
    get info() {
      return infoOf(settings, listImages(placeOf(settings), settings.labels));
    },
    files: filesOf(settings, settings.path),
    load: () => openFolder(settings),
  }),
});

function infoOf({ path, height, width, channels }: FolderConfig, list: ImageList): DataSetInfo {
  return {
    task: 'classification',
    inputShape: [height, width, channels],
    inputRange: [0, 255],
    numOutputs: list.classes.length,
    outputNames: list.classes,
    numExamples: list.files.length,
    licence: 'unknown',
    source: path,
  };
}

/** The images, and the table of their labels where there is one; whatever else lies in the folder is of no account. */
function filesOf({ labels, sha256 }: FolderConfig, at: string): DataFiles {
  return sharedFolder({ path: at, sha256, selection: labels }, (folder) => {
    const { path } = nodeModules();
    const table = labels === undefined ? [] : [path.join(folder, labels)];
    return [...listImages(folder, labels).files, ...table].map((file) =>
      path.relative(folder, file).replaceAll(path.sep, '/'),
    );
  });
}

/* Decoding takes many times as long as reading the files for their checksum. */
async function requireContent(settings: FolderConfig, place: string): Promise<void> {
  if (settings.sha256 === undefined) return;
  const { sha256 } = await filesOf(settings, place).digest();
  requireChecksum(settings.path, sha256, settings.sha256);
}

type Decode = (file: string) => Promise<Uint8Array>;

/**
 * Opens a folder of images.
 *
 * @param keepBytes  decoded images are kept in memory up to this size
 * @throws {ConvlabError} as {@link imageFolder} does
 */
export async function openFolder(settings: FolderConfig, keepBytes = MAX_KEPT_BYTES): Promise<ExampleSource> {
  const place = placeOf(settings);
  await requireContent(settings, place);
  const list = listImages(place, settings.labels);
  const decode = await decoder(settings);
  const size = settings.height * settings.width * settings.channels;
  const keep = list.files.length * size <= keepBytes;
  const kept = keep ? new Uint8Array(list.files.length * size) : undefined;
  const good: number[] = [];
  const skipped: { item: string; reason: string }[] = [];
  await forEachImage(list.files, decode, (index, result) => {
    if (result instanceof Uint8Array) {
      kept?.set(result, good.length * size);
      good.push(index);
    } else {
      skipped.push({ item: list.files[index] ?? '', reason: result.message });
    }
  });
  const usable: ImageList = {
    classes: list.classes,
    files: good.map((index) => list.files[index] as string),
    labels: good.map((index) => list.labels[index] as number),
  };
  requireEveryClass(usable, skipped.length);
  const info = infoOf(settings, usable);
  const targets = Int32Array.from(usable.labels);
  const source =
    kept === undefined
      ? diskSource(info, usable, targets, decode, size)
      : memorySource(info, { inputs: kept.subarray(0, good.length * size), targets });
  return skipped.length === 0 ? source : { ...source, skipped };
}

/** Decodes all files, some at a time, and hands each on in order. */
async function forEachImage(
  files: readonly string[],
  decode: Decode,
  take: (index: number, result: Uint8Array | Error) => void,
): Promise<void> {
  for (let start = 0; start < files.length; start += AT_A_TIME) {
    const results = await Promise.all(
      files
        .slice(start, start + AT_A_TIME)
        .map((file) =>
          decode(file).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))),
        ),
    );
    results.forEach((result, i) => take(start + i, result));
  }
}

function diskSource(
  info: DataSetInfo,
  { files }: ImageList,
  labels: Int32Array,
  decode: Decode,
  size: number,
): ExampleSource {
  return {
    info,
    length: files.length,
    labels,
    read: async (indices) => {
      const wanted = Array.from(indices, (index) => files[index] ?? '');
      const inputs = new Float32Array(wanted.length * size);
      await forEachImage(wanted, decode, (i, result) => {
        if (result instanceof Error) throw gone(wanted[i] ?? '', result);
        inputs.set(result, i * size);
      });
      return {
        inputs,
        targets: Int32Array.from(indices, (index) => labels[index] ?? 0),
        length: wanted.length,
      };
    },
  };
}

async function decoder({ height, width, channels }: FolderConfig): Promise<Decode> {
  const { default: sharp } = await importSharp();
  return async (file) => {
    const image = sharp(file, { failOn: 'error' })
      .rotate()
      .flatten({ background: 'white' })
      .resize(width, height, { fit: 'cover' });
    const coloured = channels === 1 ? image.toColourspace('b-w') : image.toColourspace('srgb');
    return new Uint8Array(await coloured.raw().toBuffer());
  };
}

async function importSharp(): Promise<typeof Sharp> {
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ 'sharp');
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_DATA_ENVIRONMENT',
      message: 'Images are decoded by the package "sharp", which cannot be loaded.',
      hint: 'Run in Node, and install it: npm install sharp',
      cause,
    });
  }
}

function requireEveryClass({ classes, labels }: ImageList, numSkipped: number): void {
  const empty = classes.findIndex((_, label) => !labels.includes(label));
  if (empty === -1) return;
  throw new ConvlabError({
    code: 'E_DATA_EMPTY_CLASS',
    message: `Class "${classes[empty] ?? ''}" has no image that can be read; ${numSkipped} are broken.`,
    expected: 'at least one readable image of every class',
  });
}

function gone(file: string, cause: Error): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_MISSING',
    message: `The image ${file} could be read when the data set was loaded, but not now.`,
    hint: cause.message,
    cause,
  });
}
