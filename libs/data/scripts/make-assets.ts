/*
 * Makes the bundled data sets from their original files, and writes down what was made:
 *
 *   npx tsx libs/data/scripts/make-assets.ts FOLDER
 *
 * FOLDER holds Fashion-MNIST's train-*-ubyte.gz and scikit-learn's digits.csv.gz, iris.csv, wine_data.csv,
 * breast_cancer.csv, diabetes_data_raw.csv.gz and diabetes_target.csv.gz.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createRng } from '@convlab/core';
import type { AssetRecord } from '../src/_internal/asset-record.ts';

const SEED = 1;
const IMAGES_PER_CLASS = 1200;
const UCI_LICENCE = 'CC-BY-4.0';

interface Asset {
  readonly record: Omit<AssetRecord, 'sha256' | 'file'>;
  readonly content: Uint8Array;
}

class Folder {
  readonly #path: string;
  readonly #hashes: Record<string, string> = {};

  constructor(path: string) {
    this.#path = path;
  }

  async read(name: string): Promise<Buffer> {
    const bytes = await readFile(join(this.#path, name));
    this.#hashes[name] = createHash('sha256').update(bytes).digest('hex');
    return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  }

  async rows(name: string, separator: string): Promise<number[][]> {
    const text = (await this.read(name)).toString('utf8').trim();
    return text.split('\n').map((line) => line.split(separator).map(Number));
  }

  hashes(...names: string[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [name, this.#hashes[name] ?? '']));
  }
}

async function digits(folder: Folder): Promise<Asset> {
  const rows = await folder.rows('digits.csv.gz', ',');
  const content = Uint8Array.from([
    ...rows.flatMap((row) => row.slice(0, 64)),
    ...rows.map((row) => row[64] as number),
  ]);
  return {
    content,
    record: {
      layout: 'uint8-images-and-labels',
      numExamples: rows.length,
      madeFrom: folder.hashes('digits.csv.gz'),
      licence: UCI_LICENCE,
    },
  };
}

async function fashionMnistMini(folder: Folder): Promise<Asset> {
  const names = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'] as const;
  const images = (await folder.read(names[0])).subarray(16);
  const labels = (await folder.read(names[1])).subarray(8);
  const rng = createRng(SEED).fold('fashion-mnist-mini');
  const chosen = drawPerClass(labels, IMAGES_PER_CLASS, (label) => rng.fold('class').fold(label));
  const order = rng.fold('order').permutation(chosen.length);
  const content = new Uint8Array(chosen.length * 785);
  order.forEach((position, i) => {
    const index = chosen[position] as number;
    content.set(images.subarray(index * 784, (index + 1) * 784), i * 784);
    content[chosen.length * 784 + i] = labels[index] as number;
  });
  return {
    content,
    record: {
      layout: 'uint8-images-and-labels',
      numExamples: chosen.length,
      seed: SEED,
      madeFrom: folder.hashes(...names),
      licence: 'MIT',
    },
  };
}

function drawPerClass(
  labels: Uint8Array,
  count: number,
  rngOf: (label: number) => ReturnType<typeof createRng>,
): number[] {
  return Array.from({ length: 10 }, (_, label) => {
    const members = [...labels.keys()].filter((index) => labels[index] === label);
    const order = rngOf(label).permutation(members.length);
    return [...order.subarray(0, count)].map((position) => members[position] as number);
  }).flat();
}

/** A table whose first row holds counts and class names, and whose last column is the class. */
async function classTable(folder: Folder, name: string): Promise<Asset> {
  const rows = (await folder.rows(name, ',')).slice(1);
  return table(
    rows.map((row) => row.slice(0, -1)),
    rows.map((row) => row.at(-1) as number),
    folder.hashes(name),
    UCI_LICENCE,
  );
}

async function diabetes(folder: Folder): Promise<Asset> {
  const names = ['diabetes_data_raw.csv.gz', 'diabetes_target.csv.gz'] as const;
  const inputs = await folder.rows(names[0], ' ');
  const targets = await folder.rows(names[1], ' ');
  return table(inputs, targets.flat(), folder.hashes(...names), 'BSD-3-Clause');
}

function table(
  inputs: number[][],
  targets: number[],
  madeFrom: Record<string, string>,
  licence: string,
): Asset {
  const values = [...inputs.flat(), ...targets];
  if (!values.every(Number.isFinite))
    throw new Error(`${Object.keys(madeFrom).join(', ')}: not all numbers.`);
  const content = new Uint8Array(values.length * 4);
  const view = new DataView(content.buffer);
  values.forEach((value, i) => view.setFloat32(4 * i, value, true));
  return {
    content,
    record: { layout: 'float32-inputs-and-targets', numExamples: inputs.length, madeFrom, licence },
  };
}

const source = process.argv[2];
if (source === undefined) throw new Error('Usage: npx tsx libs/data/scripts/make-assets.ts FOLDER');
const folder = new Folder(source);
const assets: Record<string, Asset> = {
  digits: await digits(folder),
  'fashion-mnist-mini': await fashionMnistMini(folder),
  iris: await classTable(folder, 'iris.csv'),
  wine: await classTable(folder, 'wine_data.csv'),
  'breast-cancer': await classTable(folder, 'breast_cancer.csv'),
  diabetes: await diabetes(folder),
};

const records: Record<string, AssetRecord> = {};
for (const [name, { content, record }] of Object.entries(assets)) {
  const file = `${name}.bin`;
  await writeFile(join(import.meta.dirname, '../assets', file), gzipSync(content, { level: 9 }));
  records[name] = { file, ...record, sha256: createHash('sha256').update(content).digest('hex') };
}
await writeFile(
  join(import.meta.dirname, '../src/_internal/asset-records.ts'),
  `/* Written by scripts/make-assets.ts; do not edit. */
import type { AssetRecord } from './asset-record.ts';

/** The bundled assets by the name of their data set. */
export const assetRecords = ${JSON.stringify(records, null, 2)} as const satisfies Record<string, AssetRecord>;
`,
);
