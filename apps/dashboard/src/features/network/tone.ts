import type { NodeDescription } from '@convlab/inspection';

/** Families of layers, each with a colour; the names beside them say the same. */
export type Tone = 'convolution' | 'dense' | 'normalization' | 'activation' | 'other';

/** The family of a layer, told by what it is and does. */
export function toneOf({ kind, connections, numWeights }: NodeDescription): Tone {
  if (kind !== 'layer') return kind;
  if (connections !== null) return 'convolution';
  return numWeights > 0 ? 'dense' : 'other';
}
