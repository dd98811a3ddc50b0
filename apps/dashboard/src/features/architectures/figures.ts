import type { NetworkDescription, NodeDescription } from '@convlab/inspection';
import { architecturesTexts } from '../../texts/architectures-texts.ts';
import { formatAmount, formatFactor } from '../network/amounts.ts';
import { mapSize } from '../network/unit-field.ts';

const t = architecturesTexts;

/** What architectures are compared by. */
export interface Figures {
  readonly weights: number;
  readonly work: number;
  /** Bytes of all feature maps of one example. */
  readonly memory: number;
  readonly layers: number;
  /** Layers with a kernel on the longest path: the number in the names of the literature. */
  readonly depth: number;
  /** Larger side of the receptive field of the last feature map, in pixels; `null` when it is the whole image. */
  readonly field: number | null;
}

/** The figures of a network. Weights and work are those of inference, as the literature counts them. */
export function figuresOf({ nodes, totals }: NetworkDescription): Figures {
  const main = nodes.filter(({ trainingOnly }) => !trainingOnly);
  const lastMap = main.findLast((node) => mapSize(node) !== null && node.receptiveField.local !== null);
  const local = lastMap?.receptiveField.local ?? null;
  return {
    weights: totals.inference.numWeights,
    work: totals.inference.multiplyAdds,
    memory: 4 * totals.inference.activationElements,
    layers: main.length,
    depth: depthOf(main),
    field: local === null ? null : Math.max(...local.size),
  };
}

function depthOf(nodes: readonly NodeDescription[]): number {
  const depths = new Map<string, number>();
  let deepest = 0;
  for (const { name, inputs, multiplyAdds } of nodes) {
    const below = Math.max(0, ...inputs.map((input) => depths.get(input) ?? 0));
    const depth = below + (multiplyAdds > 0 ? 1 : 0);
    depths.set(name, depth);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** “ResNet-50 has 5.4× fewer weights than VGG-16 and needs 3.8× fewer multiply–adds.” */
export function comparisonSentence(a: string, b: string, one: Figures, other: Figures): string {
  const { comparison } = t;
  const against = (key: 'weights' | 'work'): string => {
    const [mine, theirs, what] = [one[key], other[key], comparison[key]];
    if (mine === theirs) return comparison.same(what);
    return mine < theirs
      ? comparison.fewer(formatFactor(theirs, mine), what)
      : comparison.more(formatFactor(mine, theirs), what);
  };
  const weights = one.weights === other.weights ? comparison.sameWeights : against('weights');
  return comparison.sentence(a, b, weights, against('work'));
}

/** “ResNet-50 has 25.6 M weights …” */
export function architectureSentence(name: string, figures: Figures): string {
  const field = figures.field === null ? t.everything : t.pixels(`${figures.field} × ${figures.field}`);
  return t.one(name, formatAmount(figures.weights), formatAmount(figures.work), figures.layers, field);
}
