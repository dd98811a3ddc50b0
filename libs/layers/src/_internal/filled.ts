import { numElements, type Initializer } from '@convlab/core';

/** An initializer that gives every element one value. */
export function filled(value: number): Initializer {
  return { init: (shape) => new Float32Array(numElements(shape)).fill(value) };
}
