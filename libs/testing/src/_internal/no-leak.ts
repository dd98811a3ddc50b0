import * as tf from '@tensorflow/tfjs';
import { fail } from './fail.ts';

/** Fails when doing something once more leaves tensors behind. */
export function requireNoLeak(act: () => unknown): void {
  act();
  const before = tf.memory().numTensors;
  act();
  const left = tf.memory().numTensors - before;
  if (left !== 0) fail(`Each use leaves ${left} tensors behind.`);
}
