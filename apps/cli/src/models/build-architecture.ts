import { issueError, type JsonObject, type Registry, type Shape } from '@convlab/core';
import { compileNetwork, type CompiledNetwork } from '@convlab/network';
import { parseCount, parseObject, parseShape } from '../options/parse-options.ts';

/** An architecture as the command line names it. */
export interface ArchitectureOptions {
  readonly input?: string;
  readonly classes?: string;
  readonly config?: string;
}

/** A built architecture: its network is compiled and has no weights. */
export interface BuiltArchitecture {
  readonly id: string;
  /** Every default written out. */
  readonly config: JsonObject;
  readonly numOutputs: number;
  readonly network: CompiledNetwork;
}

/** The input that the literature gives an architecture, and its number of classes. */
interface Setting {
  readonly inputShape: Shape;
  readonly numOutputs: number;
}

const IMAGENET: Setting = { inputShape: [224, 224, 3], numOutputs: 1000 };
const CIFAR: Setting = { inputShape: [32, 32, 3], numOutputs: 10 };
const MNIST: Setting = { inputShape: [28, 28, 1], numOutputs: 10 };

/* Where it is not ImageNet's 224×224. */
const USUAL: Readonly<Record<string, Setting>> = {
  'convlab/mlp': MNIST,
  'convlab/conv-net': MNIST,
  'convlab/lenet-5': MNIST,
  'convlab/lenet-5-1998': MNIST,
  'convlab/alexnet-2012': { ...IMAGENET, inputShape: [227, 227, 3] },
  'convlab/cifar-resnet': CIFAR,
  'convlab/cifar-plain': CIFAR,
  'convlab/densenet-cifar': CIFAR,
  'convlab/xception': { ...IMAGENET, inputShape: [299, 299, 3] },
  'convlab/inception-resnet-v2': { ...IMAGENET, inputShape: [299, 299, 3] },
  'convlab/se-inception-resnet-v2': { ...IMAGENET, inputShape: [299, 299, 3] },
};

/**
 * Builds an architecture by name, for the input and classes of its paper where none are given.
 *
 * @throws {ConvlabError} E_CLI_OPTION, E_PLUGIN_…, E_CONFIG_…, E_SHAPE_…
 */
export function buildArchitecture(
  name: string,
  options: ArchitectureOptions,
  registry: Registry,
): BuiltArchitecture {
  const { id } = registry.get('architecture', name);
  const parsed = registry.parse('architecture', { ...parseObject('--config', options.config), id });
  if (!parsed.ok) throw issueError(parsed.issues);
  const { config } = parsed.value;
  const usual = USUAL[id] ?? IMAGENET;
  const inputShape = options.input === undefined ? usual.inputShape : parseShape('--input', options.input);
  const numOutputs =
    options.classes === undefined ? usual.numOutputs : parseCount('--classes', options.classes);
  const architecture = registry.create('architecture', { ...config, id });
  const network = compileNetwork(architecture.build({ inputShape, numOutputs }), registry);
  return { id, config, numOutputs, network };
}
