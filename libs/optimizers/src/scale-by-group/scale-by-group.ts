import type { Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { mapNamed } from '../_internal/named.ts';

/** A group of weights with a learning rate of its own. */
export interface WeightGroup {
  /** Names of weights; `*` stands for any text: `stage1/*`. */
  readonly weights: string;
  /** Factor of the learning rate; 0 freezes them. */
  readonly factor: number;
}

/**
 * Multiplies the updates of each group of weights by its factor; the first group that matches counts, others keep 1.
 *
 * A factor of 0 freezes weights, weight decay included, when this comes last in a chain.
 */
export function scaleByGroup(groups: readonly WeightGroup[]): Transformation {
  const patterns = groups.map(({ weights, factor }) => ({ matches: matcher(weights), factor }));
  return {
    init: () => ({}),
    update: (gradients, state) => ({
      updates: mapNamed(gradients, (g, name) =>
        tf.mul(g, patterns.find(({ matches }) => matches.test(name))?.factor ?? 1),
      ),
      state,
    }),
  };
}

function matcher(pattern: string): RegExp {
  const escaped = pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}
