import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { styleOf } from '../_internal/parts.ts';
import { residualNetwork, type ResidualPlan } from '../_internal/residual-network.ts';

const config = z.strictObject({
  variant: z.enum(['torchvision', 'paper', 'keras']).default('torchvision').meta({
    title: 'Variant',
    description:
      'torchvision: stride in the 3×3 ("v1.5"). paper: stride in the first 1×1. keras: as paper, with biases before normalizations.',
  }),
  dropoutRate: dropoutRate(0),
  ...styleFields,
});

type Variant = z.output<typeof config>['variant'];

/** Where the published implementations differ. */
const VARIANTS: Readonly<
  Record<
    Variant,
    Pick<ResidualPlan, 'strideIn' | 'convBias'> & { readonly epsilon: number; readonly momentum: number }
  >
> = {
  torchvision: { strideIn: 'middle', convBias: false, epsilon: 1e-5, momentum: 0.9 },
  paper: { strideIn: 'first', convBias: false, epsilon: 1e-5, momentum: 0.9 },
  keras: { strideIn: 'first', convBias: true, epsilon: 1.001e-5, momentum: 0.99 },
};

const resnet = <const Id extends string>(
  id: Id,
  numLayers: number,
  shape: Pick<ResidualPlan, 'block' | 'depths'>,
) =>
  definePlugin({
    kind: 'architecture',
    id,
    version: 1,
    title: `ResNet-${numLayers}`,
    summary: `Residual network of ${numLayers} layers; the paper trains it with SGD of momentum 0.9, batch 256, rate 0.1 divided by 10 at plateaus, weight decay 1e-4.`,
    formula: 'y = relu(branch(x) + shortcut(x))',
    references: [
      'He, Zhang, Ren & Sun, Deep residual learning for image recognition, CVPR 2016',
      'torchvision, models/resnet.py; Keras, applications/resnet.py',
    ],
    config,
    create: ({ variant, dropoutRate: rate, ...options }) => {
      const { strideIn, convBias, epsilon, momentum } = VARIANTS[variant];
      const own = {
        activation: 'relu',
        normalization: { id: 'batch', epsilon, momentum },
        initializer: 'he-normal',
      };
      return {
        build: (request) =>
          residualNetwork(request, styleOf(request, options, own), {
            ...shape,
            strideIn,
            convBias,
            groups: 1,
            widthPerGroup: 64,
            stemPool: 'padded',
            wrap: (branch) => branch,
            dropoutRate: rate,
          }),
      };
    },
  });

/**
 * ResNet-18: basic blocks of two 3×3 convolutions, [2, 2, 2, 2].
 *
 * 11,689,512 weights at 1000 classes. Recipe of all ResNets: SGD, momentum 0.9, batch 256, rate 0.1 / 10 at plateaus, weight
 * decay 1e-4, He initialization.
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, table 1. Default variant: torchvision's.
 */
export const resnet18 = resnet('convlab/resnet-18', 18, { block: 'basic', depths: [2, 2, 2, 2] });

/**
 * ResNet-34: basic blocks, [3, 4, 6, 3].
 *
 * @see He et al., CVPR 2016, table 1. Recipe as {@link resnet18}; default variant: torchvision's.
 */
export const resnet34 = resnet('convlab/resnet-34', 34, { block: 'basic', depths: [3, 4, 6, 3] });

/**
 * ResNet-50: bottlenecks of 1×1, 3×3, 1×1 convolutions, [3, 4, 6, 3].
 *
 * 25,557,032 weights at 1000 classes; 4.09 G multiply–adds at 224 pixels with the stride in the 3×3, 3.86 G as in the paper.
 * @see He et al., CVPR 2016, table 1. Recipe as {@link resnet18}; default variant: torchvision's "v1.5".
 */
export const resnet50 = resnet('convlab/resnet-50', 50, { block: 'bottleneck', depths: [3, 4, 6, 3] });

/**
 * ResNet-101: bottlenecks, [3, 4, 23, 3].
 *
 * @see He et al., CVPR 2016, table 1. Recipe as {@link resnet18}; default variant: torchvision's "v1.5".
 */
export const resnet101 = resnet('convlab/resnet-101', 101, { block: 'bottleneck', depths: [3, 4, 23, 3] });

/**
 * ResNet-152: bottlenecks, [3, 8, 36, 3].
 *
 * @see He et al., CVPR 2016, table 1. Recipe as {@link resnet18}; default variant: torchvision's "v1.5".
 */
export const resnet152 = resnet('convlab/resnet-152', 152, { block: 'bottleneck', depths: [3, 8, 36, 3] });
