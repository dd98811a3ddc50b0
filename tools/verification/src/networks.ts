import { ConvlabError, createRegistry, type PluginRefObject, type Registry } from '@convlab/core';
import { architecturePreset } from '@convlab/architectures';
import type { TorchNaming } from '@convlab/interop';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import { compileNetwork, type CompiledNetwork } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import type { Golden } from './golden.ts';

/** What the reference values' name of a network means here. */
interface KnownNetwork {
  readonly pattern: RegExp;
  readonly ref: (match: RegExpMatchArray) => PluginRefObject;
  readonly naming: TorchNaming;
  /** Nodes of recorded modules that are called otherwise here. */
  readonly nodes?: Readonly<Record<string, string>>;
}

/* Dropout is off in every reference run. */
const KNOWN: readonly KnownNetwork[] = [
  { pattern: /^lenet5$/, ref: () => ({ id: 'lenet-5' }), naming: 'torchvision' },
  { pattern: /^alexnet$/, ref: () => ({ id: 'alexnet', dropoutRate: 0 }), naming: 'torchvision' },
  {
    pattern: /^vgg(11|13|16|19)(_bn)?$/,
    ref: ([, depth, norm]) => ({
      id: `vgg-${depth}`,
      dropoutRate: 0,
      batchNormalization: norm !== undefined,
    }),
    naming: 'torchvision',
  },
  {
    pattern: /^googlenet$/,
    ref: () => ({ id: 'googlenet', dropoutRate: 0, auxiliaryDropoutRate: 0 }),
    naming: 'torchvision',
  },
  {
    pattern: /^resnet(18|34|50|101|152)$/,
    ref: ([, depth]) => ({ id: `resnet-${depth}` }),
    naming: 'torchvision',
  },
  {
    pattern: /^(resnet|plain)(\d+)_cifar$/,
    ref: ([, family, depth]) => ({
      id: family === 'plain' ? 'cifar-plain' : 'cifar-resnet',
      depth: Number(depth),
    }),
    naming: 'torchvision',
  },
  {
    pattern: /^resnext(50|101)_32x(\d+)d$/,
    ref: ([, depth, width]) => ({ id: `resnext-${depth}`, widthPerGroup: Number(width) }),
    naming: 'torchvision',
  },
  {
    pattern: /^densenet(121|169|201)$/,
    ref: ([, depth]) => ({ id: `densenet-${depth}` }),
    naming: 'torchvision',
  },
  {
    pattern: /^xception$/,
    ref: () => ({ id: 'xception', dropoutRate: 0 }),
    naming: 'last-linear',
    // The activation after this module works in place, so what was recorded of the module is the activation's result.
    nodes: { bn4: 'act4' },
  },
  {
    pattern: /^inception_resnet_v2$/,
    ref: () => ({ id: 'inception-resnet-v2', dropoutRate: 0 }),
    naming: 'last-linear',
  },
  {
    pattern: /^se_resnet50$/,
    ref: () => ({ id: 'se-resnet-50', variant: 'senet' }),
    naming: 'senet',
  },
  {
    pattern: /^se_resnext50_32x4d$/,
    ref: () => ({ id: 'se-resnext-50', variant: 'senet' }),
    naming: 'senet',
  },
];

/** The plugins that the reference networks need. */
export const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
  ...lossPreset,
);

/** A builder of one reference network for any input shape, and the naming of its tensors. */
export interface ReferenceNetwork {
  readonly naming: TorchNaming;
  /** The node whose output was recorded as a module's. */
  node(module: string, network: CompiledNetwork): string;
  /** @param shape  N·C·H·W */
  build(shape: readonly [number, number, number, number]): CompiledNetwork;
}

/**
 * The network that reference values are of.
 *
 * @throws {ConvlabError} E_VERIFICATION_NETWORK when the name is not known
 */
export function referenceNetwork(golden: Golden): ReferenceNetwork {
  const numOutputs = golden.eval.logits.length < 16 ? golden.eval.logits.length : 1000;
  for (const { pattern, ref, naming, nodes = {} } of KNOWN) {
    const match = golden.arch.match(pattern);
    if (match === null) continue;
    const architecture = registry.create('architecture', ref(match));
    return {
      naming,
      node: (module, network) =>
        nodes[module] ?? network.graph.stages?.find(({ name }) => name === module)?.node ?? module,
      build: ([, channels, height, width]) =>
        compileNetwork(architecture.build({ inputShape: [height, width, channels], numOutputs }), registry),
    };
  }
  throw new ConvlabError({
    code: 'E_VERIFICATION_NETWORK',
    message: `No architecture is known by the name "${golden.arch}"`,
    expected: KNOWN.map(({ pattern }) => pattern.source).join(', '),
  });
}
