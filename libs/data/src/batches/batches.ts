import { ConvlabError, type ExampleSource, type FittedScaler, type HostBatch, type Rng } from '@convlab/core';

/** How examples are grouped into batches. */
export interface BatchOptions {
  /** Examples in a batch, or `full` for all at once. The last batch holds what is left. */
  readonly batchSize: number | 'full';
  /** The stream that shuffles; needed when `shuffle` is true. */
  readonly rng?: Rng;
  /** Number of the epoch, from 1; each has its own order. */
  readonly epoch?: number;
  /** Whether the order is drawn anew; the order of `indices` when left out. */
  readonly shuffle?: boolean;
}

/**
 * The batches of one epoch; the next one is read while the caller works on the present one.
 *
 * @throws {ConvlabError} E_DATA_BATCH when the batch size is not a positive integer, or there is nothing to shuffle with
 */
export async function* batches(
  source: ExampleSource,
  indices: Int32Array,
  options: BatchOptions,
): AsyncGenerator<HostBatch, void, undefined> {
  const size = requireBatchSize(options.batchSize, indices.length);
  const order = orderOf(indices, options);
  if (order.length === 0) return;
  const read = (start: number): Promise<HostBatch> => {
    const batch = source.read(order.subarray(start, start + size));
    // A caller that stops early never awaits the batch read ahead; its failure concerns nobody then.
    batch.catch(() => undefined);
    return batch;
  };
  let next = read(0);
  for (let start = size; start < order.length; start += size) {
    const present = await next;
    next = read(start);
    yield present;
  }
  yield await next;
}

/**
 * The number of batches in an epoch.
 *
 * @throws {ConvlabError} E_DATA_BATCH when the batch size is not a positive integer
 */
export function numBatches(numExamples: number, batchSize: number | 'full'): number {
  return Math.ceil(numExamples / requireBatchSize(batchSize, numExamples));
}

/** A source whose inputs pass through a fitted scaler as they are read. */
export function scaledSource(source: ExampleSource, scaler: FittedScaler): ExampleSource {
  return {
    ...source,
    info: { ...source.info, inputShape: scaler.outputShape },
    read: async (indices) => {
      const batch = await source.read(indices);
      return { ...batch, inputs: scaler.transform(batch.inputs) };
    },
  };
}

function orderOf(indices: Int32Array, { shuffle = false, rng, epoch = 1 }: BatchOptions): Int32Array {
  if (!shuffle) return indices;
  if (rng === undefined) {
    throw new ConvlabError({
      code: 'E_DATA_BATCH',
      message: 'Batches cannot be shuffled without a random stream.',
      expected: 'the option rng beside shuffle: true',
    });
  }
  const permutation = rng.fold('shuffle').fold(epoch).permutation(indices.length);
  return permutation.map((position) => indices[position] as number);
}

function requireBatchSize(batchSize: number | 'full', numExamples: number): number {
  if (batchSize === 'full') return Math.max(1, numExamples);
  if (Number.isInteger(batchSize) && batchSize >= 1) return batchSize;
  throw new ConvlabError({
    code: 'E_DATA_BATCH',
    message: 'The batch size is out of range.',
    received: batchSize,
    expected: 'a positive integer, or "full" for the whole training set',
  });
}
