import { numElements, type ExampleSource } from '@convlab/core';
import { breathe } from '../_internal/breathe.ts';

const CHUNK = 512;

/** What one pass over all examples tells. */
export interface Scan {
  /** Hash of each example's input values, 52 bits [numExamples]. */
  readonly inputHashes: Float64Array;
  /** Hash of each example's target values [numExamples]. */
  readonly targetHashes: Float64Array;
  readonly numBlank: number;
  readonly numNotFinite: number;
}

/** Reads every example once, a chunk at a time. */
export async function scanExamples(source: ExampleSource): Promise<Scan> {
  const size = numElements(source.info.inputShape);
  const inputHashes = new Float64Array(source.length);
  const targetHashes = new Float64Array(source.length);
  let numBlank = 0;
  let numNotFinite = 0;
  for (let start = 0; start < source.length; start += CHUNK) {
    const length = Math.min(CHUNK, source.length - start);
    const { inputs, targets } = await source.read(Int32Array.from({ length }, (_, i) => start + i));
    const targetSize = targets.length / length;
    const values = bitsOf(inputs);
    const targetValues = bitsOf(targets);
    for (let i = 0; i < length; i++) {
      inputHashes[start + i] = hash(values, i * size, size);
      targetHashes[start + i] = hash(targetValues, i * targetSize, targetSize);
      // A vector of one value says nothing by being constant.
      if (size > 1 && isBlank(values, i * size, size)) numBlank += 1;
    }
    for (const value of inputs) if (!Number.isFinite(value)) numNotFinite += 1;
    await breathe();
  }
  return { inputHashes, targetHashes, numBlank, numNotFinite };
}

function bitsOf(values: Float32Array | Int32Array): Uint32Array {
  // Negative zero equals zero.
  const positive = values instanceof Float32Array ? values.map((value) => value + 0) : values;
  return new Uint32Array(positive.buffer, positive.byteOffset, positive.length);
}

function isBlank(values: Uint32Array, at: number, size: number): boolean {
  for (let k = 1; k < size; k++) if (values[at + k] !== values[at]) return false;
  return true;
}

/**
 * Two MurmurHash3-like mixes of 32 bits with different constants, put together to an exact integer of 52 bits.
 *
 * @see Appleby, "MurmurHash3", 2011.
 */
function hash(values: Uint32Array, at: number, size: number): number {
  let one = 0x9747b28c;
  let two = 0x2f0b4f27;
  for (let k = 0; k < size; k++) {
    const value = values[at + k] as number;
    one = Math.imul(rotate(one ^ Math.imul(value, 0xcc9e2d51), 13), 5) + 0xe6546b64;
    two = Math.imul(rotate(two ^ Math.imul(value, 0x85ebca77), 17), 9) + 0x52dce729;
  }
  return (finish(one) >>> 0) * 2 ** 20 + (finish(two) >>> 12);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function finish(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
