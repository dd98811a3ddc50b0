import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assemble } from '../_internal/assemble.ts';
import { beta1, beta2, epsilonField, optimizerFields } from '../_internal/optimizer-config.ts';
import { scaleByAdam } from '../scale-by-adam/scale-by-adam.ts';

const config = z.strictObject({
  ...optimizerFields(0.001),
  beta1,
  beta2,
  epsilon: epsilonField(1e-8),
});

/**
 * AMSGrad.
 *
 * Adam, with v replaced by the largest v so far: its steps never grow because a large gradient was forgotten.
 *
 * @see Reddi, Kale & Kumar, "On the convergence of Adam and beyond", ICLR 2018, algorithm 2. Deviation: the bias is corrected, as
 * PyTorch does.
 */
export const amsgrad = definePlugin({
  kind: 'optimizer',
  id: 'convlab/amsgrad',
  version: 1,
  title: 'AMSGrad',
  summary: 'Adam that divides by the largest second moment so far.',
  formula: 'w <- w - learningRate * mHat / (sqrt(max vHat) + epsilon)',
  references: ['Reddi, Kale & Kumar, On the convergence of Adam and beyond, ICLR 2018'],
  config,
  create: (options, context) => assemble(options, context, scaleByAdam({ ...options, amsgrad: true })),
});
