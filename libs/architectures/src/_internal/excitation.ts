import { z } from 'zod';
import { squeezeExcitation, type Block } from '../squeeze-excitation/squeeze-excitation.ts';
import type { BlockStyle } from './blocks.ts';

/** Fields of the architectures with squeeze-and-excitation. */
export const excitationFields = {
  reductionRatio: z
    .number()
    .min(1)
    .default(16)
    .meta({ title: 'Reduction ratio', description: 'Channels per hidden unit of each gate.' }),
  excitationBias: z
    .boolean()
    .default(true)
    .meta({
      title: 'Gate biases',
      description: 'Whether the gates’ layers have biases; published counts differ in it.',
      ui: { advanced: true },
    }),
};

/** A wrapper by those fields, in the style of the network around it. */
export function exciter(
  options: { readonly reductionRatio: number; readonly excitationBias: boolean },
  { activation, initializer }: BlockStyle,
): (block: Block) => Block {
  return (block) =>
    squeezeExcitation(block, {
      reductionRatio: options.reductionRatio,
      useBias: options.excitationBias,
      activation,
      initializer,
    });
}
