import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { freeSlots, trialsField } from '../_internal/search-config.ts';
import { orderedParameters, sampleValues } from '../search-space/search-space.ts';

/**
 * Random search: every trial draws all parameters independently.
 *
 * With the same number of trials it tries more different values of each parameter than a grid, which matters when few of the
 * parameters do.
 * @see Bergstra & Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012.
 */
export const randomSearch = definePlugin({
  kind: 'search',
  id: 'convlab/random',
  version: 1,
  title: 'Random search',
  summary: 'Draws every parameter of every trial at random.',
  traits: ['stochastic'],
  references: ['Bergstra & Bengio, Random search for hyper-parameter optimization, JMLR 13, 2012'],
  config: z.strictObject({ trials: trialsField(12) }),
  create: ({ trials }) => ({
    numTrials: (space) => {
      orderedParameters(space);
      return trials;
    },
    propose: (space, records, rng, slots) => {
      const parameters = orderedParameters(space);
      const count = Math.min(freeSlots(records, slots), trials - records.length);
      return Array.from({ length: Math.max(0, count) }, (_, i) => {
        const number = records.length + i;
        return { number, values: sampleValues(parameters, rng.fold('trial').fold(number)), budget: 1 };
      });
    },
  }),
});
