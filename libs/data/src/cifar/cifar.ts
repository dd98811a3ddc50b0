import { formatError } from '../_internal/format-error.ts';

const SIDE = 32;
const PIXELS = SIDE * SIDE;

/** Images and classes of a CIFAR file. */
export interface CifarImages {
  /** [n, 32, 32, 3], bytes. */
  readonly inputs: Uint8Array;
  /** Classes [n]; for CIFAR-100 the fine ones. */
  readonly labels: Int32Array;
}

/**
 * Reads a file of the binary version of CIFAR-10 or CIFAR-100.
 *
 * A record is one label byte (CIFAR-100: coarse, then fine) and 3,072 bytes of pixels, all red ones first; they are brought into
 * [H, W, C] order.
 *
 * @param numClasses  10 or 100, which tells the two formats apart
 * @throws {ConvlabError} E_DATA_FORMAT when the file is no whole number of records, or a label is out of range
 * @see Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
 */
export function readCifar(bytes: Uint8Array, numClasses: 10 | 100): CifarImages {
  const labelBytes = numClasses === 10 ? 1 : 2;
  const record = labelBytes + 3 * PIXELS;
  if (bytes.length === 0 || bytes.length % record !== 0) {
    throw formatError(
      `This is no binary file of CIFAR-${numClasses}.`,
      bytes.length,
      `a multiple of ${record} bytes`,
    );
  }
  const count = bytes.length / record;
  const inputs = new Uint8Array(count * 3 * PIXELS);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const start = i * record + labelBytes;
    const label = bytes[start - 1] as number;
    if (label >= numClasses)
      throw formatError(`The label of record ${i} is out of range.`, label, `0 to ${numClasses - 1}`);
    labels[i] = label;
    for (let pixel = 0, at = i * 3 * PIXELS; pixel < PIXELS; pixel++) {
      for (let c = 0; c < 3; c++, at++) inputs[at] = bytes[start + c * PIXELS + pixel] as number;
    }
  }
  return { inputs, labels };
}
