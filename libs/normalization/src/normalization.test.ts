import { createRegistry } from '@convlab/core';
import { conformance } from '@convlab/testing/conformance';
import { batch } from './batch/batch.ts';
import { group } from './group/group.ts';
import { instance } from './instance/instance.ts';
import { layer } from './layer/layer.ts';
import { localResponse } from './local-response/local-response.ts';

const registry = createRegistry();
const images = [[3, 5, 4, 6]];
const vectors = [[5, 6]];
const affineOff = { scale: false, center: false };

conformance(batch, {
  registry,
  cases: [
    { inputs: images },
    { inputs: vectors },
    { inputs: [[1, 3, 3, 1]] },
    { config: { ...affineOff, runningVariance: 'biased', momentum: 0.99, epsilon: 1e-3 }, inputs: images },
    { config: { scale: false }, inputs: images },
    { config: { center: false }, inputs: images },
  ],
});
conformance(layer, {
  registry,
  cases: [
    { inputs: images },
    { inputs: vectors },
    { config: { axis: 'channels' }, inputs: images },
    { config: affineOff, inputs: [[1, 3, 2, 1]] },
  ],
});
conformance(instance, {
  registry,
  cases: [{ inputs: images }, { config: affineOff, inputs: [[1, 3, 2, 1]] }],
  refused: [{ inputs: [[2, 6]] }, { inputs: [[2, 1, 1, 6]] }],
});
conformance(group, {
  registry,
  cases: [
    { config: { groups: 3 }, inputs: images },
    { config: { groups: 2 }, inputs: vectors },
    { config: { groups: 1, ...affineOff }, inputs: [[1, 3, 3, 1]] },
  ],
  refused: [{ config: { groups: 4 }, inputs: images }],
});
conformance(localResponse, {
  registry,
  cases: [{ inputs: [[2, 3, 3, 7]] }, { config: { size: 3, alpha: 0.5 }, inputs: images }],
});
