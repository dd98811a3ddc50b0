import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { dropoutRate, styleFields } from '../_internal/config.ts';
import { styleOf } from '../_internal/parts.ts';
import { residualNetwork, type ResidualPlan } from '../_internal/residual-network.ts';
import { excitationFields, exciter } from '../_internal/excitation.ts';

const fields = { ...excitationFields, dropoutRate: dropoutRate(0), ...styleFields };

const seResnetConfig = z.strictObject({
  variant: z.enum(['timm', 'senet']).default('timm').meta({
    title: 'Variant',
    description:
      'timm: stride in the 3×3, padded pooling. senet: the authors’ Caffe network, stride in the first 1×1, pooling rounded up.',
  }),
  ...fields,
});

const seResnextConfig = z.strictObject({
  variant: z.enum(['timm', 'senet']).default('timm').meta({
    title: 'Variant',
    description: 'timm: padded pooling. senet: the authors’ Caffe network, pooling rounded up.',
  }),
  groups: z
    .int()
    .min(1)
    .default(32)
    .meta({ title: 'Groups', description: 'Parallel paths of each block; the paper’s cardinality.' }),
  widthPerGroup: z.int().min(1).default(4).meta({
    title: 'Width per group',
    description: 'Channels of each path in the first stage; doubled at each later one.',
  }),
  ...fields,
});

const OWN = { activation: 'relu', normalization: 'batch', initializer: 'he-normal' };

const SHAPE = { block: 'bottleneck', depths: [3, 4, 6, 3], convBias: false } as const;

const RECIPE =
  'the paper trains it with SGD of momentum 0.9, batch 1024, rate 0.6 divided by 10 every 30 of 100 epochs, He initialization';

const REFERENCES = [
  'Hu, Shen & Sun, Squeeze-and-excitation networks, CVPR 2018',
  'timm, models/resnet.py (seresnet50) and models/senet.py (legacy_seresnet50)',
];

/**
 * SE-ResNet-50: ResNet-50 with squeeze-and-excitation on each residual branch.
 *
 * 28,088,024 weights at 1000 classes, ratio 16 and biases. Recipe: SGD, momentum 0.9, batch 1024, rate 0.6 / 10 every 30 epochs.
 * @see Hu, Shen & Sun, "Squeeze-and-excitation networks", CVPR 2018, table 1. Default variant: timm's `seresnet50`.
 */
export const seResnet50 = definePlugin({
  kind: 'architecture',
  id: 'convlab/se-resnet-50',
  version: 1,
  title: 'SE-ResNet-50',
  summary: `ResNet-50 whose blocks weigh their channels; ${RECIPE}.`,
  formula: 'y = relu(x + branch(x) * gate(branch(x)))',
  references: REFERENCES,
  config: seResnetConfig,
  create: ({ variant, dropoutRate: rate, reductionRatio, excitationBias, ...options }) => ({
    build: (request) => {
      const style = styleOf(request, options, OWN);
      return residualNetwork(request, style, {
        ...SHAPE,
        groups: 1,
        widthPerGroup: 64,
        strideIn: variant === 'senet' ? 'first' : 'middle',
        stemPool: stemPool(variant),
        wrap: exciter({ reductionRatio, excitationBias }, style),
        dropoutRate: rate,
      });
    },
  }),
});

/**
 * SE-ResNeXt-50 (32×4d): ResNeXt-50 with squeeze-and-excitation on each residual branch.
 *
 * 27,559,896 weights at 1000 classes. Recipe as {@link seResnet50}.
 * @see Hu, Shen & Sun, CVPR 2018, table 1. Default variant: timm's `seresnext50_32x4d`.
 */
export const seResnext50 = definePlugin({
  kind: 'architecture',
  id: 'convlab/se-resnext-50',
  version: 1,
  title: 'SE-ResNeXt-50',
  summary: `ResNeXt-50 whose blocks weigh their channels; ${RECIPE}.`,
  formula: 'y = relu(x + branch(x) * gate(branch(x)))',
  references: REFERENCES,
  config: seResnextConfig,
  create: ({ variant, dropoutRate: rate, reductionRatio, excitationBias, ...options }) => ({
    build: (request) => {
      const style = styleOf(request, options, OWN);
      return residualNetwork(request, style, {
        ...SHAPE,
        groups: options.groups,
        widthPerGroup: options.widthPerGroup,
        strideIn: 'middle',
        stemPool: stemPool(variant),
        wrap: exciter({ reductionRatio, excitationBias }, style),
        dropoutRate: rate,
      });
    },
  }),
});

function stemPool(variant: 'timm' | 'senet'): ResidualPlan['stemPool'] {
  return variant === 'senet' ? 'ceil' : 'padded';
}
