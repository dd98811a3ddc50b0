import type { WeightInfo, WeightRole } from '@convlab/core';
import { z } from 'zod';

const ROLES = ['kernel', 'bias', 'scale', 'offset', 'slope'] as const satisfies readonly WeightRole[];

/** Fields that say which weights a regularizer acts on. */
export const scopeFields = {
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .readonly()
    .default(['kernel'])
    .meta({
      title: 'Weight kinds',
      description:
        'Kinds of weights it acts on. Biases and the weights of normalizations are left alone by default.',
      ui: { advanced: true },
    }),
  weights: z
    .string()
    .min(1)
    .default('*')
    .meta({
      title: 'Weights',
      description: 'Names of weights it acts on; * stands for any text, as in stage1/*.',
      ui: { advanced: true },
    }),
};

/** What {@link scopeFields} parse to. */
export interface WeightScope {
  readonly roles: readonly WeightRole[];
  readonly weights: string;
}

/** Whether a weight is in scope, as a regularizer's `appliesTo`. */
export function inScope({ roles, weights }: WeightScope): (weight: WeightInfo) => boolean {
  const pattern = new RegExp(`^${weights.split('*').map(escape).join('.*')}$`);
  return ({ role, name }) => roles.includes(role) && pattern.test(name);
}

function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
