import { createRegistry } from '@convlab/core';
import { conformance } from '@convlab/testing/conformance';
import { adaptiveAveragePool } from './adaptive-average-pool/adaptive-average-pool.ts';
import { add } from './add/add.ts';
import { averagePool } from './average-pool/average-pool.ts';
import { channelAffine } from './channel-affine/channel-affine.ts';
import { channelPadding } from './channel-padding/channel-padding.ts';
import { concatenate } from './concatenate/concatenate.ts';
import { convTranspose } from './conv-transpose/conv-transpose.ts';
import { conv } from './conv/conv.ts';
import { cropping } from './cropping/cropping.ts';
import { dense } from './dense/dense.ts';
import { depthwiseConv } from './depthwise-conv/depthwise-conv.ts';
import { dropPath } from './drop-path/drop-path.ts';
import { dropout } from './dropout/dropout.ts';
import { flatten } from './flatten/flatten.ts';
import { gaussianNoise } from './gaussian-noise/gaussian-noise.ts';
import { globalAveragePool } from './global-average-pool/global-average-pool.ts';
import { globalMaxPool } from './global-max-pool/global-max-pool.ts';
import { layerPreset } from './layer-preset/layer-preset.ts';
import { locallyConnected } from './locally-connected/locally-connected.ts';
import { maxPool } from './max-pool/max-pool.ts';
import { multiply } from './multiply/multiply.ts';
import { partialConv } from './partial-conv/partial-conv.ts';
import { rescale } from './rescale/rescale.ts';
import { reshape } from './reshape/reshape.ts';
import { separableConv } from './separable-conv/separable-conv.ts';
import { spatialDropout } from './spatial-dropout/spatial-dropout.ts';
import { upSampling } from './up-sampling/up-sampling.ts';
import { zeroPadding } from './zero-padding/zero-padding.ts';

const registry = createRegistry().use(...layerPreset);
const image = [2, 7, 6, 4];
const one = [1, 5, 5, 1];
const flat = [3, 5];
const asymmetric = [
  [0, 1],
  [2, 1],
];
const tooSmall = { inputs: [[2, 2, 2, 4]] };
const notAnImage = { inputs: [flat] };

conformance(conv, {
  registry,
  cases: [
    { config: { filters: 3 }, inputs: [image] },
    { config: { filters: 3, kernelSize: [3, 2], strides: 2, padding: 'same' }, inputs: [image] },
    { config: { filters: 2, padding: asymmetric, strides: [1, 2], useBias: false }, inputs: [one] },
    { config: { filters: 4, dilationRate: 2, padding: 2 }, inputs: [image] },
    { config: { filters: 6, groups: 2 }, inputs: [image] },
    { config: { filters: 4, groups: 4, dilationRate: [2, 1], strides: 2, padding: 'same' }, inputs: [image] },
    { config: { filters: 2, kernelSize: 1 }, inputs: [image] },
  ],
  refused: [
    { config: { filters: 3 }, ...tooSmall },
    { config: { filters: 3 }, ...notAnImage },
    { config: { filters: 3, groups: 3 }, inputs: [image] },
  ],
});
conformance(depthwiseConv, {
  registry,
  cases: [
    { inputs: [image] },
    { config: { depthMultiplier: 2, strides: 2, padding: 'same', useBias: false }, inputs: [image] },
    { config: { dilationRate: 2, padding: asymmetric, kernelSize: 2 }, inputs: [one] },
  ],
  refused: [tooSmall, notAnImage],
});
conformance(separableConv, {
  registry,
  cases: [
    { config: { filters: 3 }, inputs: [image] },
    {
      config: { filters: 3, depthMultiplier: 2, strides: 2, padding: 'same', useBias: false },
      inputs: [image],
    },
    { config: { filters: 1, dilationRate: 2 }, inputs: [one] },
  ],
  refused: [{ config: { filters: 3 }, ...tooSmall }],
});
conformance(convTranspose, {
  registry,
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
});
conformance(locallyConnected, {
  registry,
  cases: [
    { config: { filters: 2 }, inputs: [[2, 5, 4, 2]] },
    { config: { filters: 2, strides: 2, padding: 'same', useBias: false }, inputs: [[1, 5, 4, 1]] },
  ],
  refused: [{ config: { filters: 3 }, ...tooSmall }],
});
conformance(partialConv, {
  registry,
  cases: [{ config: { connections: [[0, 1], [2], [3, 0]] }, inputs: [image] }],
  refused: [{ config: { connections: [[7]] }, inputs: [image] }],
});
conformance(dense, {
  registry,
  cases: [
    { config: { units: 4 }, inputs: [flat] },
    { config: { units: 1, useBias: false }, inputs: [[1, 1]] },
  ],
  refused: [{ config: { units: 4 }, inputs: [image] }],
});

for (const pool of [maxPool, averagePool]) {
  conformance(pool, {
    registry,
    cases: [
      { inputs: [[2, 6, 5, 3]] },
      { config: { poolSize: 3, strides: 2, padding: 1, ceilMode: true }, inputs: [[2, 6, 5, 3]] },
      { config: { poolSize: [3, 2], strides: 1, padding: 'same' }, inputs: [one] },
      { config: { poolSize: 3, strides: 2, padding: asymmetric }, inputs: [[1, 6, 5, 1]] },
      ...(pool === averagePool
        ? [{ config: { poolSize: 3, padding: 1, countIncludePad: true }, inputs: [one] }]
        : []),
    ],
    refused: [
      { config: { poolSize: 9 }, inputs: [one] },
      { config: { poolSize: 2, padding: 2 }, inputs: [one] },
      notAnImage,
    ],
  });
}
for (const pool of [globalAveragePool, globalMaxPool]) {
  conformance(pool, {
    registry,
    cases: [{ inputs: [[2, 4, 3, 3]] }, { config: { keepDims: true }, inputs: [one] }],
    refused: [notAnImage],
  });
}
conformance(adaptiveAveragePool, { registry, cases: [{ config: { outputSize: 2 }, inputs: [image] }] });

conformance(flatten, { registry, cases: [{ inputs: [[2, 3, 2, 2]] }, { inputs: [flat] }] });
conformance(reshape, {
  registry,
  cases: [
    { config: { targetShape: [3, -1] }, inputs: [[2, 4, 3, 1]] },
    { config: { targetShape: [5] }, inputs: [flat] },
  ],
  refused: [
    { config: { targetShape: [4, -1] }, inputs: [flat] },
    { config: { targetShape: [-1, -1] }, inputs: [flat] },
  ],
});
conformance(zeroPadding, {
  registry,
  cases: [
    { inputs: [one] },
    { config: { padding: asymmetric }, inputs: [image] },
    { config: { padding: [0, 2] }, inputs: [one] },
  ],
  refused: [notAnImage],
});
conformance(cropping, {
  registry,
  cases: [{ inputs: [one] }, { config: { cropping: asymmetric }, inputs: [image] }],
  refused: [{ config: { cropping: 3 }, inputs: [one] }, notAnImage],
});
conformance(upSampling, {
  registry,
  cases: [
    { inputs: [[2, 3, 2, 2]] },
    { config: { size: [3, 2], interpolation: 'bilinear' }, inputs: [[1, 3, 2, 1]] },
  ],
  refused: [notAnImage],
});
for (const merge of [add, multiply, concatenate]) {
  conformance(merge, {
    registry,
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
  });
}
conformance(rescale, {
  registry,
  cases: [{ config: { scale: 0.3, offset: 1 }, inputs: [flat] }, { inputs: [one] }],
});
conformance(channelAffine, { registry, cases: [{ inputs: [image] }, { inputs: [flat] }] });
conformance(channelPadding, { registry, cases: [{ config: { before: 1, after: 2 }, inputs: [image] }] });

for (const noise of [dropout, dropPath, spatialDropout, gaussianNoise]) {
  conformance(noise, { registry, cases: [{ inputs: [[8, 3, 3, 8]] }, { inputs: [[1, 3, 3, 8]] }] });
}
