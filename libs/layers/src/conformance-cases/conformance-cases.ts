import type { ConformanceCases, PluginCases } from '@convlab/core';

const image = [2, 7, 6, 4];
const one = [1, 5, 5, 1];
const flat = [3, 5];
const asymmetric = [
  [0, 1],
  [2, 1],
];
const tooSmall = { inputs: [[2, 2, 2, 4]] };
const notAnImage = { inputs: [flat] };

const pooled: PluginCases = {
  cases: [
    { inputs: [[2, 6, 5, 3]] },
    { config: { poolSize: 3, strides: 2, padding: 1, ceilMode: true }, inputs: [[2, 6, 5, 3]] },
    { config: { poolSize: [3, 2], strides: 1, padding: 'same' }, inputs: [one] },
    { config: { poolSize: 3, strides: 2, padding: asymmetric }, inputs: [[1, 6, 5, 1]] },
  ],
  refused: [
    { config: { poolSize: 9 }, inputs: [one] },
    { config: { poolSize: 2, padding: 2 }, inputs: [one] },
    notAnImage,
  ],
};
const globalPooled: PluginCases = {
  cases: [{ inputs: [[2, 4, 3, 3]] }, { config: { keepDims: true }, inputs: [one] }],
  refused: [notAnImage],
};
const merged: PluginCases = {
  cases: [
    {
      inputs: [
        [2, 3, 2, 2],
        [2, 3, 2, 2],
      ],
    },
    { inputs: [flat, flat, flat] },
  ],
  refused: [
    {
      inputs: [
        [2, 3, 2, 2],
        [2, 4, 2, 2],
      ],
    },
    { inputs: [flat] },
  ],
};
const noisy: PluginCases = { cases: [{ inputs: [[8, 3, 3, 8]] }, { inputs: [[1, 3, 3, 8]] }] };
const activated = (config: Readonly<Record<string, unknown>> = {}): PluginCases => ({
  cases: [{ inputs: [[2, 3, 2, 4]] }, { inputs: [[1, 4]] }, { config, inputs: [[3, 5]] }],
});
const filled = (shape: readonly number[] = [2, 3, 4, 5]): PluginCases => ({
  cases: [{ shape }, { shape: [4, 6] }, { shape: [6, 4] }],
});

/** What the conformance kit checks the plugins of this package with. */
export const conformanceCases: ConformanceCases = {
  'layer:convlab/conv': {
    cases: [
      { config: { filters: 3 }, inputs: [image] },
      { config: { filters: 3, kernelSize: [3, 2], strides: 2, padding: 'same' }, inputs: [image] },
      { config: { filters: 2, padding: asymmetric, strides: [1, 2], useBias: false }, inputs: [one] },
      { config: { filters: 4, dilationRate: 2, padding: 2 }, inputs: [image] },
      { config: { filters: 6, groups: 2 }, inputs: [image] },
      {
        config: { filters: 4, groups: 4, dilationRate: [2, 1], strides: 2, padding: 'same' },
        inputs: [image],
      },
      { config: { filters: 2, kernelSize: 1 }, inputs: [image] },
    ],
    refused: [
      { config: { filters: 3 }, ...tooSmall },
      { config: { filters: 3 }, ...notAnImage },
      { config: { filters: 3, groups: 3 }, inputs: [image] },
    ],
  },
  'layer:convlab/depthwise-conv': {
    cases: [
      { inputs: [image] },
      { config: { depthMultiplier: 2, strides: 2, padding: 'same', useBias: false }, inputs: [image] },
      { config: { dilationRate: 2, padding: asymmetric, kernelSize: 2 }, inputs: [one] },
    ],
    refused: [tooSmall, notAnImage],
  },
  'layer:convlab/separable-conv': {
    cases: [
      { config: { filters: 3 }, inputs: [image] },
      {
        config: { filters: 3, depthMultiplier: 2, strides: 2, padding: 'same', useBias: false },
        inputs: [image],
      },
      { config: { filters: 1, dilationRate: 2 }, inputs: [one] },
    ],
    refused: [{ config: { filters: 3 }, ...tooSmall }],
  },
  'layer:convlab/conv-transpose': {
    cases: [
      { config: { filters: 3 }, inputs: [[2, 3, 4, 2]] },
      { config: { filters: 3, padding: 1, outputPadding: 1 }, inputs: [[2, 3, 4, 2]] },
      {
        config: { filters: 2, strides: 1, dilationRate: 2, padding: 'valid', useBias: false },
        inputs: [[1, 3, 3, 1]],
      },
      { config: { filters: 4, groups: 2, strides: [2, 1], padding: asymmetric }, inputs: [[2, 3, 4, 2]] },
    ],
    refused: [
      { config: { filters: 3, outputPadding: 2 }, inputs: [[2, 3, 4, 2]] },
      { config: { filters: 3, padding: 4 }, inputs: [[2, 2, 2, 2]] },
      { config: { filters: 3 }, ...notAnImage },
    ],
  },
  'layer:convlab/locally-connected': {
    cases: [
      { config: { filters: 2 }, inputs: [[2, 5, 4, 2]] },
      { config: { filters: 2, strides: 2, padding: 'same', useBias: false }, inputs: [[1, 5, 4, 1]] },
    ],
    refused: [{ config: { filters: 3 }, ...tooSmall }],
  },
  'layer:convlab/partial-conv': {
    cases: [{ config: { connections: [[0, 1], [2], [3, 0]] }, inputs: [image] }],
    refused: [{ config: { connections: [[7]] }, inputs: [image] }],
  },
  'layer:convlab/dense': {
    cases: [
      { config: { units: 4 }, inputs: [flat] },
      { config: { units: 1, useBias: false }, inputs: [[1, 1]] },
    ],
    refused: [{ config: { units: 4 }, inputs: [image] }],
  },
  'layer:convlab/adaptive-average-pool': { cases: [{ config: { outputSize: 2 }, inputs: [image] }] },
  'layer:convlab/flatten': { cases: [{ inputs: [[2, 3, 2, 2]] }, { inputs: [flat] }] },
  'layer:convlab/reshape': {
    cases: [
      { config: { targetShape: [3, -1] }, inputs: [[2, 4, 3, 1]] },
      { config: { targetShape: [5] }, inputs: [flat] },
    ],
    refused: [
      { config: { targetShape: [4, -1] }, inputs: [flat] },
      { config: { targetShape: [-1, -1] }, inputs: [flat] },
    ],
  },
  'layer:convlab/zero-padding': {
    cases: [
      { inputs: [one] },
      { config: { padding: asymmetric }, inputs: [image] },
      { config: { padding: [0, 2] }, inputs: [one] },
    ],
    refused: [notAnImage],
  },
  'layer:convlab/cropping': {
    cases: [{ inputs: [one] }, { config: { cropping: asymmetric }, inputs: [image] }],
    refused: [{ config: { cropping: 3 }, inputs: [one] }, notAnImage],
  },
  'layer:convlab/up-sampling': {
    cases: [
      { inputs: [[2, 3, 2, 2]] },
      { config: { size: [3, 2], interpolation: 'bilinear' }, inputs: [[1, 3, 2, 1]] },
    ],
    refused: [notAnImage],
  },
  'layer:convlab/rescale': {
    cases: [{ config: { scale: 0.3, offset: 1 }, inputs: [flat] }, { inputs: [one] }],
  },
  'layer:convlab/channel-affine': { cases: [{ inputs: [image] }, { inputs: [flat] }] },
  'layer:convlab/channel-padding': { cases: [{ config: { before: 1, after: 2 }, inputs: [image] }] },
  'layer:convlab/max-pool': pooled,
  'layer:convlab/average-pool': {
    ...pooled,
    cases: [...pooled.cases, { config: { poolSize: 3, padding: 1, countIncludePad: true }, inputs: [one] }],
  },
  'layer:convlab/global-average-pool': globalPooled,
  'layer:convlab/global-max-pool': globalPooled,
  'layer:convlab/add': merged,
  'layer:convlab/multiply': merged,
  'layer:convlab/concatenate': merged,
  'layer:convlab/dropout': noisy,
  'layer:convlab/drop-path': noisy,
  'layer:convlab/spatial-dropout': noisy,
  'layer:convlab/gaussian-noise': noisy,
  'activation:convlab/elu': activated({ alpha: 0.5 }),
  'activation:convlab/gelu': activated({ approximate: 'tanh' }),
  'activation:convlab/prelu': activated({ shared: true }),
  'activation:convlab/leaky-relu': activated({ negativeSlope: 0.3 }),
  'activation:convlab/linear': activated(),
  'activation:convlab/relu': activated(),
  'activation:convlab/relu6': activated(),
  'activation:convlab/sigmoid': activated(),
  'activation:convlab/silu': activated(),
  'activation:convlab/softmax': activated(),
  'activation:convlab/tanh': activated(),
  'activation:convlab/scaled-tanh': activated(),
  'initializer:convlab/identity': filled([3, 3, 4, 4]),
  'initializer:convlab/orthogonal': filled([3, 3, 2, 4]),
  'initializer:convlab/constant': filled(),
  'initializer:convlab/zeros': filled(),
  'initializer:convlab/glorot-normal': filled(),
  'initializer:convlab/glorot-uniform': filled(),
  'initializer:convlab/he-normal': filled(),
  'initializer:convlab/he-uniform': filled(),
  'initializer:convlab/lecun-normal': filled(),
  'initializer:convlab/lecun-uniform': filled(),
  'initializer:convlab/truncated-normal': filled(),
};
