import { describe, expect, it } from 'vitest';
import { judgeLayers, shadesOf, stripOf, type LayersAt } from './judge-layers.ts';

const nothing = {
  weightNorm: null,
  gradientNorm: null,
  updateRatio: null,
  activationMean: null,
  activationStd: null,
  weightZeroShare: null,
  zeroShare: null,
  deadShare: null,
};

function at(epoch: number, ratios: readonly number[], deadShare = 0): LayersAt {
  const convs = ratios.map((updateRatio, i) => ({ ...nothing, layer: `conv${i + 1}`, updateRatio }));
  return { type: 'layers', epoch, step: epoch, layers: [...convs, { ...nothing, layer: 'relu', deadShare }] };
}

describe('judgeLayers', () => {
  it.each([
    ['a healthy network', [at(1, [1e-3, 2e-3])], /^None stands out at epoch 1: updates are 0.001 to 0.002/],
    ['dead units', [at(3, [1e-3], 0.75)], /^relu: 75 % of its units are dead at epoch 3/],
    ['gradients that vanish', [at(2, [1e-7, 1e-3])], /^conv1 hardly learns: .* 1e-7 /],
    ['updates that explode', [at(2, [1e-3, 0.6])], /^conv2 is thrown about: .* 0.6 /],
    ['the last epoch, not the first', [at(1, [0.9]), at(2, [1e-3])], /^None stands out at epoch 2/],
    ['nothing measured yet', [], /first epoch/],
  ])('names the layer of %s', (_what, measured, sentence) => {
    expect(judgeLayers(measured)).toMatch(sentence);
  });
});

describe('stripOf', () => {
  it('has a row for each layer with the quantity and a column for each epoch', () => {
    const measured = [at(1, [0.1, 0.2]), at(4, [0.3, 0.4])];
    expect(stripOf(measured, 'updateRatio')).toEqual({
      names: ['conv1', 'conv2'],
      epochs: ['1', '4'],
      values: [
        [0.1, 0.3],
        [0.2, 0.4],
      ],
    });
    expect(stripOf(measured, 'deadShare').names).toEqual(['relu']);
  });
});

describe('shadesOf', () => {
  it('places norms on a logarithmic scale, and leaves shares as they are', () => {
    const [row] = shadesOf([[1e-4, 1e-2, 1]], 'gradientNorm');
    expect(row?.map((value) => Number(value?.toFixed(3)))).toEqual([0.05, 0.525, 1]);
    for (const share of ['weightZeroShare', 'zeroShare', 'deadShare'] as const)
      expect(shadesOf([[0, 0.5]], share)).toEqual([[0, 0.5]]);
    expect(shadesOf([[0, null]], 'gradientNorm')).toEqual([[null, null]]);
  });
});
