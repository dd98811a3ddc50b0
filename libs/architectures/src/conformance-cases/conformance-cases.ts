import type { ConformanceCases, PluginCases } from '@convlab/core';

const computed = (...inputs: readonly (readonly number[])[]): PluginCases => ({
  cases: inputs.map((input) => ({ inputs: [input] })),
});

/* Described at the size of the paper; the network has too many weights to be trained in a check. */
const described = (size: number, tooSmall?: number): PluginCases => ({
  cases: [{ inputs: [[1, size, size, 3]], factsOnly: true }],
  ...(tooSmall === undefined ? {} : { refused: [{ inputs: [[1, tooSmall, tooSmall, 3]] }] }),
});

/** What the conformance kit checks the plugins of this package with. */
export const conformanceCases: ConformanceCases = {
  'architecture:convlab/conv-net': computed([2, 16, 16, 3], [3, 12, 17, 1]),
  'architecture:convlab/mlp': computed([4, 7], [2, 5, 4, 1]),
  'architecture:convlab/lenet-5': computed([2, 32, 32, 1], [2, 28, 28, 1]),
  'architecture:convlab/lenet-5-1998': computed([2, 32, 32, 1]),
  'architecture:convlab/alexnet': described(224, 32),
  'architecture:convlab/alexnet-2012': described(227, 32),
  'architecture:convlab/vgg-11': described(224, 16),
  'architecture:convlab/vgg-13': described(224),
  'architecture:convlab/vgg-16': described(224),
  'architecture:convlab/vgg-19': described(224),
  'architecture:convlab/googlenet': described(224),
  'architecture:convlab/resnet-18': computed([3, 64, 64, 3]),
  'architecture:convlab/resnet-34': described(224),
  'architecture:convlab/resnet-50': described(224),
  'architecture:convlab/resnet-101': described(224),
  'architecture:convlab/resnet-152': described(224),
  'architecture:convlab/cifar-resnet': computed([3, 32, 32, 3]),
  'architecture:convlab/cifar-plain': computed([3, 32, 32, 3]),
  'architecture:convlab/resnext-50': described(224),
  'architecture:convlab/resnext-101': described(224),
  'architecture:convlab/densenet-121': described(224),
  'architecture:convlab/densenet-169': described(224),
  'architecture:convlab/densenet-201': described(224),
  'architecture:convlab/densenet-cifar': computed([3, 32, 32, 3]),
  'architecture:convlab/xception': described(299),
  'architecture:convlab/inception-resnet-v2': described(299),
  'architecture:convlab/se-resnet-50': described(224),
  'architecture:convlab/se-resnext-50': described(224),
  'architecture:convlab/se-googlenet': described(224),
  'architecture:convlab/se-inception-resnet-v2': described(299),
};
