import { ConvlabError, channelsOf, definePlugin, soleShape, type Layer, type Shape } from '@convlab/core';
import { groupNorm } from '@convlab/backend/ops/group-norm';
import { z } from 'zod';
import { affineOf, affineWeights, normalizationFields } from '../_internal/affine.ts';

const config = z.strictObject({
  groups: z.int().min(1).default(8).meta({
    title: 'Groups',
    description: 'Channel groups; must divide the number of channels.',
  }),
  ...normalizationFields,
});

/**
 * Group normalization.
 *
 * y = (x - E_g[x]) / sqrt(Var_g[x] + epsilon) * gamma + beta, E_g and Var_g over H, W and the channels of one group
 *
 * Use it when batches are small: statistics do not depend on the batch. One group is layer normalization over the whole
 * example (with gamma and beta per channel), as many groups as channels is instance normalization.
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; gamma, beta [C]
 * Mode: identical in training and inference. Randomness: none. Memory: 2 C weights.
 *
 * Applying it throws E_SHAPE_GROUPS when `groups` does not divide C.
 *
 * Deviation: groups is 8, for the small networks trained here; the paper has 32.
 *
 * @see Wu & He, "Group normalization", ECCV 2018, eq. 1, 2 and 7.
 */
export const group = definePlugin({
  kind: 'normalization',
  id: 'convlab/group',
  version: 1,
  title: 'Group normalization',
  summary: 'Normalizes each group of channels of each example.',
  formula: 'y = (x - E_g[x]) / sqrt(Var_g[x] + epsilon) * gamma + beta',
  references: ['Wu & He, Group normalization, ECCV 2018'],
  config,
  create: (options): Layer => ({
    outputShape: (inputs) => {
      requireGroups(options.groups, inputs);
      return soleShape(inputs);
    },
    weights: (inputs) => affineWeights(options, [channelsOf(inputs)]),
    apply: (call) => {
      const { groups, epsilon } = options;
      return { output: groupNorm(call.inputs[0], { ...affineOf(call), groups, epsilon }) };
    },
    averages: { axes: ['H', 'W', 'C'], channelGroups: options.groups },
  }),
});

function requireGroups(groups: number, inputs: readonly Shape[]): void {
  const channels = channelsOf(inputs);
  if (channels % groups === 0) return;
  const divisors = Array.from({ length: channels }, (_, i) => i + 1).filter((n) => channels % n === 0);
  throw new ConvlabError({
    code: 'E_SHAPE_GROUPS',
    message: `groups (${groups}) must divide the channels (${channels})`,
    received: groups,
    expected: `one of ${divisors.join(', ')}`,
    hint: `Or change the filters before it to a multiple of ${groups}.`,
  });
}
