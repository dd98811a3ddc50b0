import { encodeSafetensors, storeFloats } from '@convlab/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePredictions, encodePredictions } from './predictions.ts';

describe('predictions as a file', () => {
  it('come back as they were, of classes and of values', () => {
    const float = fc.float({ noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        float,
        (n, k, classes, x) => {
          const set = {
            indices: Int32Array.from({ length: n }, (_, i) => 7 * i),
            outputs: Float32Array.from({ length: n * k }, (_, i) => x + i),
            targets: classes
              ? Int32Array.from({ length: n }, (_, i) => i % k)
              : Float32Array.from({ length: n * k }, () => x),
            length: n,
            numOutputs: k,
          };
          expect(decodePredictions(encodePredictions(set))).toEqual(set);
        },
      ),
    );
  });

  it('refuses files of something else', () => {
    const tensors = { outputs: storeFloats(new Float32Array(4), [2, 2]) };
    expect(() => decodePredictions(encodeSafetensors({ tensors, metadata: {} }))).toThrow(
      expect.objectContaining({ code: 'E_PREDICTIONS_FORMAT' }),
    );
    expect(() => decodePredictions(new Uint8Array(3))).toThrow(
      expect.objectContaining({ code: 'E_SAFETENSORS_FORMAT' }),
    );
  });
});
