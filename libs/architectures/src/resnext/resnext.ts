import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { styleOf } from '../_internal/parts.ts';
import { residualNetwork } from '../_internal/residual-network.ts';

const config = (widthPerGroup: number) =>
  z.strictObject({
    groups: z
      .int()
      .min(1)
      .default(32)
      .meta({ title: 'Groups', description: 'Parallel paths of each block; the paper’s cardinality.' }),
    widthPerGroup: z.int().min(1).default(widthPerGroup).meta({
      title: 'Width per group',
      description: 'Channels of each path in the first stage; doubled at each later one.',
    }),
    dropoutRate: dropoutRate(0),
    ...styleFields,
  });

const resnext = <const Id extends string>(
  id: Id,
  numLayers: number,
  depths: readonly number[],
  widthPerGroup: number,
) =>
  definePlugin({
    kind: 'architecture',
    id,
    version: 1,
    title: `ResNeXt-${numLayers}`,
    summary: `Residual network of ${numLayers} layers with grouped convolutions; the paper trains it with SGD of momentum 0.9, batch 256, rate 0.1 divided by 10 at plateaus, weight decay 1e-4.`,
    formula: 'y = relu(x + sum_i branch_i(x)), i over groups',
    references: [
      'Xie, Girshick, Dollár, Tu & He, Aggregated residual transformations for deep neural networks, CVPR 2017',
      'torchvision, models/resnet.py',
    ],
    config: config(widthPerGroup),
    create: ({ groups, widthPerGroup: width, dropoutRate: rate, ...options }) => ({
      build: (request) => {
        const own = { activation: 'relu', normalization: 'batch', initializer: 'he-normal' };
        return residualNetwork(request, styleOf(request, options, own), {
          block: 'bottleneck',
          depths,
          groups,
          widthPerGroup: width,
          strideIn: 'middle',
          convBias: false,
          stemPool: 'padded',
          wrap: (branch) => branch,
          dropoutRate: rate,
        });
      },
    }),
  });

/**
 * ResNeXt-50, 32×4d unless said otherwise.
 *
 * 25,028,904 weights and 4.23 G multiply–adds at 224 pixels and 1000 classes. Recipe: as ResNet.
 * @see Xie et al., "Aggregated residual transformations for deep neural networks", CVPR 2017, table 1. Variant: torchvision's.
 */
export const resnext50 = resnext('convlab/resnext-50', 50, [3, 4, 6, 3], 4);

/**
 * ResNeXt-101, 32×8d unless said otherwise (torchvision's and the authors' later one; the paper's table has 32×4d).
 *
 * @see Xie et al., CVPR 2017. Recipe as {@link resnext50}.
 */
export const resnext101 = resnext('convlab/resnext-101', 101, [3, 4, 23, 3], 8);
