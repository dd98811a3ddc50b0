import type { DataSet, DataSetInfo } from '@convlab/core';
import { parseTar } from 'nanotar';
import { z } from 'zod';
import { readCifar } from '../cifar/cifar.ts';
import type { RemoteName } from '../download/catalogue.ts';
import { readFetched } from '../download/download.ts';
import { readIdx } from '../idx/idx.ts';
import { memorySource } from '../memory-source/memory-source.ts';
import { formatError } from './format-error.ts';
import { gunzip } from './gunzip.ts';

/** Which of the official parts to use. */
export const partConfig = z.strictObject({
  part: z.enum(['all', 'train', 'test']).default('all').meta({
    title: 'Part',
    description: 'The official training part, the official test part, or both, training first.',
  }),
});

/** The choice of part. */
export type Part = z.infer<typeof partConfig>['part'];

interface Images {
  readonly inputs: Uint8Array;
  readonly labels: Uint8Array | Int32Array;
}

/** Facts of a fetched data set. */
export type FetchedFacts = Pick<DataSetInfo, 'inputShape' | 'outputNames' | 'licence' | 'source'> & {
  readonly name: RemoteName;
  readonly numExamples: { readonly train: number; readonly test: number };
};

const officialParts = (part: Part): readonly ('train' | 'test')[] =>
  part === 'all' ? ['train', 'test'] : [part];

/** MNIST or a data set in its files and format. */
export function idxDataSet(facts: FetchedFacts, part: Part): DataSet {
  return fetchedDataSet(facts, part, async (wanted) => {
    const prefix = wanted === 'train' ? 'train' : 't10k';
    const read = async (kind: 'images-idx3' | 'labels-idx1') => {
      const file = `${prefix}-${kind}-ubyte.gz`;
      return readIdx(await gunzip(file, await readFetched(facts.name, file)));
    };
    const [images, labels] = await Promise.all([read('images-idx3'), read('labels-idx1')]);
    if (!(images.data instanceof Uint8Array) || !(labels.data instanceof Uint8Array)) {
      throw formatError(`The files of ${facts.name} do not hold bytes.`, facts.name, 'unsigned bytes');
    }
    return { inputs: images.data, labels: labels.data };
  });
}

/** CIFAR-10 or CIFAR-100. */
export function cifarDataSet(facts: FetchedFacts, part: Part, numClasses: 10 | 100): DataSet {
  const files =
    numClasses === 10
      ? { train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`), test: ['test_batch.bin'] }
      : { train: ['train.bin'], test: ['test.bin'] };
  return fetchedDataSet(facts, part, async (wanted) => {
    const archive = `${facts.name}-binary.tar.gz`;
    const entries = parseTar(await gunzip(archive, await readFetched(facts.name, archive)));
    const batches = files[wanted].map((file) => {
      const data = entries.find(({ name }) => name.endsWith(`/${file}`))?.data;
      if (data === undefined)
        throw formatError(`The archive of ${facts.name} has no ${file}.`, archive, file);
      return readCifar(data, numClasses);
    });
    return {
      inputs: joinBytes(batches.map(({ inputs }) => inputs)),
      labels: Int32Array.from(batches.flatMap(({ labels }) => [...labels])),
    };
  });
}

function fetchedDataSet(
  { name: _name, numExamples, ...facts }: FetchedFacts,
  part: Part,
  read: (wanted: 'train' | 'test') => Promise<Images>,
): DataSet {
  const parts = officialParts(part);
  const info: DataSetInfo = {
    ...facts,
    task: 'classification',
    inputRange: [0, 255],
    numOutputs: facts.outputNames.length,
    numExamples: parts.reduce((sum, one) => sum + numExamples[one], 0),
  };
  return {
    info,
    load: async () => {
      const images = await Promise.all(parts.map(read));
      return memorySource(info, {
        inputs: joinBytes(images.map(({ inputs }) => inputs)),
        targets: Int32Array.from(images.flatMap(({ labels }) => [...labels])),
      });
    },
  };
}

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
