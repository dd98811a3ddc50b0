import * as tf from '@tensorflow/tfjs';
import type { RandomAttrs } from '../op-kernels/random.ts';
import { sizeOf } from '../runtime.ts';
import { isNativeBackend, runNative } from './native.ts';

/**
 * A seeded stream of numbers that is addressed by a key: an `Rng` of @convlab/core is one.
 *
 * Word 2 i and 2 i + 1 of the stream are the Threefry-2x32 block of the key with the counter (i, 0x64726177).
 */
export interface RandomStream {
  /** Two words of eight hexadecimal digits. */
  readonly key: string;
  uniform(length: number, min?: number, max?: number): Float32Array;
  normal(length: number, mean?: number, standardDeviation?: number): Float32Array;
}

/** Draws natively, or on the host where the backend has no such kernel; the numbers are the same. */
export function draw<T extends tf.Tensor>(
  name: string,
  shape: readonly number[],
  { key }: RandomStream,
  attrs: Record<string, unknown>,
  onHost: (length: number) => Float32Array,
): T {
  const size = sizeOf(shape);
  const own = [...shape];
  if (!isNativeBackend() || size === 0) return tf.tensor(onHost(size), own) as T;
  return runNative<T>(name, {}, { ...attrs, shape: own, key } satisfies RandomAttrs);
}
