import {
  ConvlabError,
  numElements,
  type DataSetInfo,
  type ExampleSource,
  type HostBatch,
} from '@convlab/core';

/** The values of examples that are held in memory. */
export interface MemoryExamples {
  /** Row-major [n, ...inputShape]; bytes stay bytes in memory and become floats when they are read. */
  readonly inputs: Uint8Array | Float32Array;
  /** Class indices [n] for classification, [n, numOutputs] float32 otherwise. */
  readonly targets: Int32Array | Float32Array;
}

/**
 * A source of examples that lie in memory.
 *
 * Reading copies whole examples into two fresh arrays per batch and allocates nothing per example.
 *
 * @throws {ConvlabError} E_DATA_FORMAT when the arrays' lengths disagree with `info`, or a class index is out of range
 */
export function memorySource(info: DataSetInfo, { inputs, targets }: MemoryExamples): ExampleSource {
  const inputSize = numElements(info.inputShape);
  const targetSize = info.task === 'classification' ? 1 : info.numOutputs;
  requireLength('inputs', inputs.length, info.numExamples * inputSize);
  requireLength('targets', targets.length, info.numExamples * targetSize);
  const labels = info.task === 'classification' ? requireClasses(targets, info) : undefined;
  return {
    info,
    length: info.numExamples,
    ...(labels === undefined ? {} : { labels }),
    read: async (indices): Promise<HostBatch> => {
      requireIndices(indices, info.numExamples);
      return {
        inputs: gather(inputs, inputSize, indices, new Float32Array(indices.length * inputSize)),
        targets:
          labels === undefined
            ? gather(targets, targetSize, indices, new Float32Array(indices.length * targetSize))
            : gather(labels, 1, indices, new Int32Array(indices.length)),
        length: indices.length,
      };
    },
  };
}

function gather<T extends Float32Array | Int32Array>(
  from: Uint8Array | Float32Array | Int32Array,
  size: number,
  indices: Int32Array,
  to: T,
): T {
  for (let i = 0; i < indices.length; i++) {
    const start = (indices[i] as number) * size;
    const at = i * size;
    for (let k = 0; k < size; k++) to[at + k] = from[start + k] as number;
  }
  return to;
}

function requireLength(what: string, received: number, expected: number): void {
  if (received === expected) return;
  throw new ConvlabError({
    code: 'E_DATA_FORMAT',
    message: `The number of values among the ${what} does not fit the data set's shape.`,
    received,
    expected: `${expected} values`,
  });
}

function requireClasses(targets: Int32Array | Float32Array, info: DataSetInfo): Int32Array {
  const labels = Int32Array.from(targets);
  const bad = targets.findIndex((label, i) => label !== labels[i] || label < 0 || label >= info.numOutputs);
  if (bad === -1) return labels;
  throw new ConvlabError({
    code: 'E_DATA_FORMAT',
    message: `The class of example ${bad} is not one of the data set's.`,
    received: targets[bad],
    expected: `an integer from 0 to ${info.numOutputs - 1}`,
  });
}

function requireIndices(indices: Int32Array, length: number): void {
  const bad = indices.find((index) => index < 0 || index >= length);
  if (bad === undefined) return;
  throw new ConvlabError({
    code: 'E_DATA_INDEX',
    message: 'There is no example with this index.',
    received: bad,
    expected: `an integer from 0 to ${length - 1}`,
  });
}
