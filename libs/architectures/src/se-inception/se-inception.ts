import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { excitationFields, exciter } from '../_internal/excitation.ts';
import { styleOf } from '../_internal/parts.ts';
import { googlenetFields, googlenetGraph } from '../googlenet/googlenet.ts';
import { inceptionResnetGraph } from '../inception-resnet/inception-resnet-graph.ts';
import { inceptionResnetFields, inceptionResnetStyle } from '../inception-resnet/inception-resnet.ts';

const REFERENCE = 'Hu, Shen & Sun, Squeeze-and-excitation networks, CVPR 2018';

/**
 * SE-GoogLeNet: GoogLeNet with squeeze-and-excitation after each of its nine modules.
 *
 * 480,103 weights more than GoogLeNet at ratio 16 with biases. Recipe: as the other SE networks (SGD, momentum 0.9).
 * @see Hu, Shen & Sun, "Squeeze-and-excitation networks", CVPR 2018, fig. 2, around GoogLeNet’s modules.
 */
export const seGooglenet = definePlugin({
  kind: 'architecture',
  id: 'convlab/se-googlenet',
  version: 1,
  title: 'SE-GoogLeNet',
  summary:
    'GoogLeNet whose Inception modules weigh their channels; the paper trains it with SGD of momentum 0.9, batch 1024, rate 0.6 divided by 10 every 30 of 100 epochs, He initialization.',
  formula: 'y = module(x) * gate(module(x))',
  references: [REFERENCE, 'Szegedy et al., Going deeper with convolutions, CVPR 2015'],
  config: z.strictObject({ ...googlenetFields, ...excitationFields }),
  create: (options) => ({
    build: (request) => googlenetGraph(request, options, (style) => exciter(options, style)),
  }),
});

/**
 * SE-Inception-ResNet-v2: Inception-ResNet-v2 with squeeze-and-excitation on each residual branch.
 *
 * 64,357,172 weights at 1000 classes in the keras variant, ratio 16 and biases. Recipe: as the other SE networks.
 * @see Hu, Shen & Sun, CVPR 2018, table 2.
 */
export const seInceptionResnetV2 = definePlugin({
  kind: 'architecture',
  id: 'convlab/se-inception-resnet-v2',
  version: 1,
  title: 'SE-Inception-ResNet-v2',
  summary:
    'Inception-ResNet-v2 whose residual branches weigh their channels; the paper trains it with SGD of momentum 0.9, batch 1024, rate 0.6 divided by 10 every 30 of 100 epochs, He initialization.',
  formula: 'y = relu(x + scale * branch(x) * gate(branch(x)))',
  references: [
    REFERENCE,
    'Szegedy, Ioffe, Vanhoucke & Alemi, Inception-v4, Inception-ResNet and the impact of residual connections on learning, AAAI 2017',
  ],
  config: z.strictObject({ ...inceptionResnetFields, ...excitationFields }),
  create: ({ variant, residualScales, dropoutRate: rate, reductionRatio, excitationBias, ...options }) => ({
    build: (request) => {
      const style = styleOf(request, options, inceptionResnetStyle(variant));
      return inceptionResnetGraph(request, style, {
        residualScales,
        wrap: exciter({ reductionRatio, excitationBias }, style),
        dropoutRate: rate,
      });
    },
  }),
});
