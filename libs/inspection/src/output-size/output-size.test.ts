import { createRegistry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { compileNetwork, networkBuilder } from '@convlab/network';
import { describe, expect, it } from 'vitest';
import { formatAxisSize, outputSize } from './output-size.ts';

const registry = createRegistry().use(...layerPreset);

function sizeOf(layer: { readonly id: string; readonly [key: string]: unknown }, size: number) {
  const b = networkBuilder([size, size + 5, 3]);
  const graph = b.build(b.add('only', 'layer', layer, b.input));
  const [node] = compileNetwork(graph, registry).nodes;
  if (node === undefined) throw new Error('no node');
  return { node, size: outputSize(node) };
}

describe('outputSize', () => {
  /* The stems of ResNet and GoogLeNet, and figure 2.6 of Dumoulin & Visin. */
  it.each([
    [{ id: 'conv', filters: 4, kernelSize: 7, strides: 2, padding: 3 }, 224, '⌊(224 + 6 − 7) / 2⌋ + 1 = 112'],
    [{ id: 'max-pool', poolSize: 3, strides: 2, ceilMode: true }, 112, '⌈(112 + 0 − 3) / 2⌉ + 1 = 56'],
    [{ id: 'conv', filters: 4, kernelSize: 3, strides: 2, padding: 1 }, 6, '⌊(6 + 2 − 3) / 2⌋ + 1 = 3'],
    [
      { id: 'conv', filters: 4, kernelSize: 3, dilationRate: 2, padding: 'same' },
      9,
      '⌊(9 + 4 − 5) / 1⌋ + 1 = 9',
    ],
  ])('puts the numbers of %j into the formula', (layer, input, text) => {
    const { size } = sizeOf(layer, input);
    expect(size === null ? null : formatAxisSize(size.height)).toBe(text);
  });

  it('is the size that the layer itself gives, along both axes', () => {
    for (const input of [9, 12, 31]) {
      for (const strides of [1, 2, 3]) {
        const { node, size } = sizeOf(
          { id: 'conv', filters: 2, kernelSize: 4, strides, padding: 'same' },
          input,
        );
        expect([size?.height.output, size?.width.output]).toEqual(node.outputShape.slice(0, 2));
        expect([size?.height.input, size?.width.input]).toEqual([input, input + 5]);
      }
    }
  });

  it('has nothing to say where nothing slides', () => {
    expect(sizeOf({ id: 'global-average-pool' }, 8).size).toBeNull();
    expect(sizeOf({ id: 'flatten' }, 8).size).toBeNull();
  });
});
