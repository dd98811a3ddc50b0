import { dropoutMask, randomNormal, randomUniform, useConvlabBackend } from '@convlab/backend';
import { createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

const bits = (values: ArrayLike<number>): number[] => [...new Uint32Array(Float32Array.from(values).buffer)];

// The host's generator is tested against the known answers of its authors; here every draw has to be its, bit for bit.
describe.each(['convlab', 'cpu'])('seeded draws on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'convlab') await useConvlabBackend();
    else await tf.setBackend(backend);
  });

  const cases = fc.tuple(fc.maxSafeInteger(), fc.nat(40), fc.double({ min: -5, max: 5, noNaN: true }));

  it('are the host’s, bit for bit, for any seed and length', () => {
    fc.assert(
      fc.property(cases, ([seed, length, low]) => {
        const rng = createRng(seed).fold('noise').fold(7);
        const [uniform, normal] = tf.tidy(() => [
          randomUniform([length], rng, low, low + 3).dataSync(),
          randomNormal([length], rng, low, 0.3).dataSync(),
        ]);
        expect(bits(uniform)).toEqual(bits(rng.uniform(length, low, low + 3)));
        expect(bits(normal)).toEqual(bits(rng.normal(length, low, 0.3)));
      }),
    );
  });

  it('make masks that drop exactly the draws below the rate', () => {
    for (const rate of [0.1, 0.25, 0.5, 1 - 2 ** -24, 2 ** -24]) {
      const rng = createRng(3).fold('mask');
      const shape = [7, 11, 13];
      const mask = tf.tidy(() => dropoutMask(shape, rng, rate).dataSync());
      const kept = Math.fround(1 / (1 - rate));
      expect([...mask]).toEqual([...rng.uniform(7 * 11 * 13)].map((u) => (u < rate ? 0 : kept)));
    }
  });
});
