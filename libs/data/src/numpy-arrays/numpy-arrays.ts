import { definePlugin, type DataSetInfo, type ExampleSource } from '@convlab/core';
import { z } from 'zod';
import { formatError } from '../_internal/format-error.ts';
import { readOnce } from '../_internal/read-once.ts';
import type { NumberArray } from '../idx/idx.ts';
import { memorySource } from '../memory-source/memory-source.ts';
import { readNpz } from '../npy/npy.ts';
import { checksum } from '../shared-files/checksum-config.ts';
import { placeOf } from '../shared-files/fetched-files.ts';
import { requireBytes, sharedFile } from '../shared-files/shared-files.ts';

const arrayName = (title: string, name: string, description: string) =>
  z.string().min(1).default(name).meta({ title, description });

const config = z.strictObject({
  path: z.string().min(1).meta({ title: 'File', description: 'A .npz archive of NumPy arrays.' }),
  inputs: arrayName(
    'Inputs',
    'x',
    'Name of the array of examples, [N, …]; images are [N, H, W] or [N, H, W, C].',
  ),
  targets: arrayName('Targets', 'y', 'Name of the array of class indices [N], or of values [N] or [N, K].'),
  task: z
    .enum(['classification', 'regression'])
    .default('classification')
    .meta({ title: 'Task', description: 'Whether the targets are class indices or values.' }),
  sha256: checksum,
});

type ArraysConfig = z.infer<typeof config>;

/**
 * Arrays in a NumPy .npz archive: one of examples, one of targets.
 *
 * Grey images [N, H, W] become [N, H, W, 1]; classes are 0 to the largest index. Unsigned bytes are taken as images with values
 * from 0 to 255. Node only.
 * Shapes: x [N, D], [N, H, W] or [N, H, W, C]; y [N] or [N, K]
 * @throws {ConvlabError} E_DATA_MISSING when the file cannot be read, E_DATA_FORMAT when an array is missing or does not fit,
 *   E_DATA_CHECKSUM when the file is not the one that `sha256` names
 */
export const numpyArrays = definePlugin({
  kind: 'data-set',
  id: 'convlab/numpy',
  version: 1,
  title: 'NumPy arrays',
  summary: 'Examples and targets from a .npz archive.',
  config,
  create: (settings) => ({
    // The facts are in the arrays, so that asking for them reads the file.
    get info(): DataSetInfo {
      return openArrays(settings).info;
    },
    files: sharedFile(settings),
    load: async () => openArrays(settings),
  }),
});

function openArrays(settings: ArraysConfig): ExampleSource {
  const { path, ...names } = settings;
  return readOnce(placeOf(settings), JSON.stringify([path, names]), (bytes) => {
    requireBytes(path, bytes, settings.sha256);
    return sourceOf(readNpz(new Uint8Array(bytes)), settings);
  });
}

function sourceOf(
  arrays: Record<string, NumberArray>,
  { path, inputs, targets, task }: ArraysConfig,
): ExampleSource {
  const x = requireArray(arrays, inputs);
  const y = requireArray(arrays, targets);
  const numExamples = x.shape[0] ?? 0;
  if (x.shape.length < 2 || x.shape.length > 4 || numExamples === 0)
    throw formatError(
      `The array "${inputs}" holds no examples.`,
      x.shape,
      '[N, D], [N, H, W] or [N, H, W, C]',
    );
  if (y.shape[0] !== numExamples || y.shape.length > (task === 'regression' ? 2 : 1))
    throw formatError(
      `The array "${targets}" does not fit the ${numExamples} examples.`,
      y.shape,
      task === 'regression' ? `[${numExamples}] or [${numExamples}, K]` : `[${numExamples}]`,
    );
  const numOutputs = task === 'regression' ? (y.shape[1] ?? 1) : countClasses(y, targets);
  const info: DataSetInfo = {
    task,
    inputShape: x.shape.length === 3 ? [...x.shape.slice(1), 1] : x.shape.slice(1),
    numOutputs,
    outputNames: Array.from({ length: numOutputs }, (_, k) =>
      task === 'regression' ? `${targets} ${k}` : String(k),
    ),
    numExamples,
    ...(x.data instanceof Uint8Array ? { inputRange: [0, 255] as const } : {}),
    licence: 'unknown',
    source: path,
  };
  return memorySource(info, { inputs: x.data, targets: Float32Array.from(y.data) });
}

/* More classes than any data set of images has: these are no class indices. */
const MAX_CLASSES = 100_000;

function countClasses({ data }: NumberArray, name: string): number {
  let largest = 0;
  for (const label of data) largest = Math.max(largest, label);
  if (largest < MAX_CLASSES) return largest + 1;
  throw formatError(
    `The array "${name}" does not hold class indices.`,
    largest,
    `indices below ${MAX_CLASSES}`,
  );
}

function requireArray(arrays: Record<string, NumberArray>, name: string): NumberArray {
  const array = Object.hasOwn(arrays, name) ? arrays[name] : undefined;
  if (array !== undefined) return array;
  throw formatError(
    `The archive has no array "${name}".`,
    Object.keys(arrays).join(', '),
    `an array "${name}"`,
  );
}
