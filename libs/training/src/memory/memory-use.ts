import * as tf from '@tensorflow/tfjs';

/** What is held in memory at one moment. */
export interface MemoryUse {
  /** Tensors that nobody has disposed of, in the whole process. */
  readonly tensors: number;
  /** Bytes of their values; tensors that share values count them once. */
  readonly tensorBytes: number;
  /** Resident memory of the process in bytes: all that it holds, pools and garbage too; `null` in a browser, which does not tell. */
  readonly residentBytes: number | null;
}

/** What is held now. Reads counters: nothing is computed, and the backend is not waited for. */
export function memoryUse(): MemoryUse {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, tensorBytes: numBytes, residentBytes: residentBytes() };
}

function residentBytes(): number | null {
  return typeof process === 'undefined' || process.versions?.node === undefined
    ? null
    : process.memoryUsage.rss();
}
