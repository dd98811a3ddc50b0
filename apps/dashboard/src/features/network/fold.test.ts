import { describe, expect, it } from 'vitest';
import { describeArchitecture, type ArchitectureRequest } from '../../networks/describe-architecture.ts';
import { networkRegistry } from '../../networks/network-registry.ts';
import { comparisonSentence, figuresOf } from '../architectures/figures.ts';
import { drawingOf } from './arrange.ts';
import { partsAround, partsOf } from './fold.ts';
import { pixelsOf } from './unit-field.ts';

const IMAGENET = { inputShape: [224, 224, 3], numOutputs: 1000 } as const;

function describeIt(architecture: string, request: Partial<ArchitectureRequest> = {}) {
  const answer = describeArchitecture({ ...IMAGENET, architecture, ...request }, networkRegistry);
  if (!answer.ok) throw new Error(answer.fault.message);
  return answer.description;
}

const ids = networkRegistry.plugins('architecture').map(({ id }) => id);

describe('partsOf', () => {
  it.each(ids)('puts each layer of %s into one part, and draws each arrow between what is shown', (id) => {
    const description = describeIt(id);
    const parts = partsOf(description);
    const layers = parts.flatMap(({ nodes }) => nodes.map(({ name }) => name));
    expect(layers.toSorted()).toEqual(description.nodes.map(({ name }) => name).toSorted());
    expect(new Set(parts.map((part) => part.id)).size).toBe(parts.length);
    for (const open of [new Set<string>(), new Set(parts.map((part) => part.id))]) {
      const { nodes, edges } = drawingOf(parts, open);
      const shown = new Set(nodes.map((node) => node.id));
      expect(edges.every(({ source, target }) => shown.has(source) && shown.has(target))).toBe(true);
      expect(nodes.length).toBeLessThan(160);
    }
  });

  it('finds the stages and the blocks of ResNet-50', () => {
    const parts = partsOf(describeIt('resnet-50'));
    expect(parts.map(({ name }) => name)).toEqual(['stem', 'layer1', 'layer2', 'layer3', 'layer4', 'head']);
    // Table 1 of the paper: 3, 4, 6 and 3 blocks, a pooling before the first.
    expect(parts.slice(1, 5).map((part) => part.parts.length)).toEqual([1 + 3, 4, 6, 3]);
    expect(parts[1]?.parts[0]?.nodes.map(({ title }) => title)).toEqual(['Max pooling']);
    expect(partsAround(parts, 'layer2.1.conv2')).toEqual(['layer2', 'layer2/layer2.1']);
  });
});

describe('figuresOf', () => {
  /* Weights: torchvision; depths: the names of the networks; receptive fields: Araujo et al., Distill 2019. */
  it.each([
    ['vgg-16', 138_357_544, 16, 212],
    ['resnet-50', 25_557_032, 50, 427],
    ['resnet-101', 44_549_160, 101, 971],
  ])('gives %s the published numbers', (id, weights, depth, field) => {
    expect(figuresOf(describeIt(id))).toMatchObject({ weights, depth, field });
  });

  it('says the difference in a sentence', () => {
    const [resnet, vgg] = [figuresOf(describeIt('resnet-50')), figuresOf(describeIt('vgg-16'))];
    expect(comparisonSentence('ResNet-50', 'VGG-16', resnet, vgg)).toBe(
      'ResNet-50 has 5.4× fewer weights than VGG-16 and needs 3.8× fewer multiply–adds.',
    );
  });
});

describe('describeArchitecture', () => {
  it('names the node, the formula and the smallest image that fits', () => {
    const answer = describeArchitecture(
      { architecture: 'alexnet', inputShape: [40, 40, 3], numOutputs: 10 },
      networkRegistry,
    );
    if (answer.ok) throw new Error('40 pixels are too few for AlexNet');
    expect(answer.fault.message).toMatch(/Node ".+" \(max-pool\).*floor\(/s);
    const size = answer.fittingSize ?? 0;
    expect(describeIt('alexnet', { inputShape: [size, size, 3] }).nodes.length).toBeGreaterThan(10);
    expect(() => describeIt('alexnet', { inputShape: [size - 1, size - 1, 3] })).toThrow('does not fit');
  });

  it('plugs in another normalization, or none', () => {
    const titles = (normalization: string | null) =>
      new Set(
        describeIt('resnet-18', { normalization })
          .nodes.filter(({ kind }) => kind === 'normalization')
          .map(({ id }) => id),
      );
    expect([...titles('group')]).toEqual(['group']);
    expect(titles(null).size).toBe(0);
  });
});

describe('pixelsOf', () => {
  it('steps by the stride from a window that begins in the padding', () => {
    const field = { size: [7, 7], stride: [2, 2], padding: [3, 3] } as const;
    expect(pixelsOf(field, 0, 0)).toEqual({ top: -3, bottom: 3, left: -3, right: 3 });
    expect(pixelsOf(field, 10, 1)).toEqual({ top: 17, bottom: 23, left: -1, right: 5 });
  });
});
