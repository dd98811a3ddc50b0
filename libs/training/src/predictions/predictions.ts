import {
  ConvlabError,
  decodeSafetensors,
  encodeSafetensors,
  readFloats,
  storeFloats,
  type Predictions,
  type StoredTensor,
} from '@convlab/core';

/** Predictions of a part with the examples that they belong to. */
export interface PredictionSet extends Predictions {
  /** Indices of the examples in the data set. Shape: [length]. */
  readonly indices: Int32Array;
}

/**
 * Predictions as one safetensors file, which also other programs can read: `indices` [N] int32, `outputs` [N, K] float32, and
 * `targets` [N] int32 for classes, [N, K] float32 otherwise.
 */
export function encodePredictions({
  indices,
  outputs,
  targets,
  length,
  numOutputs,
}: PredictionSet): Uint8Array {
  return encodeSafetensors({
    tensors: {
      indices: storeIntegers(indices, [length]),
      outputs: storeFloats(outputs, [length, numOutputs]),
      targets:
        targets instanceof Int32Array
          ? storeIntegers(targets, [length])
          : storeFloats(targets, [length, targets.length / Math.max(1, length)]),
    },
    metadata: { format: 'convlab-predictions', version: '1' },
  });
}

/**
 * Reads what {@link encodePredictions} wrote; needs no TensorFlow.js.
 *
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT; E_PREDICTIONS_FORMAT when tensors are missing or do not fit together
 */
export function decodePredictions(file: Uint8Array): PredictionSet {
  const { tensors } = decodeSafetensors(file);
  const { indices, outputs, targets } = tensors;
  const [length, numOutputs] = outputs?.shape ?? [];
  if (
    indices?.dtype !== 'I32' ||
    outputs?.dtype !== 'F32' ||
    targets === undefined ||
    length === undefined ||
    numOutputs === undefined ||
    indices.shape.join() !== `${length}` ||
    targets.shape[0] !== length
  ) {
    throw new ConvlabError({
      code: 'E_PREDICTIONS_FORMAT',
      message: 'The file holds no predictions',
      received: Object.fromEntries(
        Object.entries(tensors).map(([name, { dtype, shape }]) => [name, { dtype, shape }]),
      ),
      expected: 'indices [N] int32, outputs [N, K] float32, and targets [N] int32 or [N, K] float32',
    });
  }
  return {
    indices: readIntegers(indices),
    outputs: readFloats(outputs, 'outputs'),
    targets: targets.dtype === 'I32' ? readIntegers(targets) : readFloats(targets, 'targets'),
    length,
    numOutputs,
  };
}

function storeIntegers(values: Int32Array, shape: readonly number[]): StoredTensor {
  return { dtype: 'I32', shape, bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

function readIntegers({ bytes }: StoredTensor): Int32Array {
  return new Int32Array(bytes.slice().buffer);
}
