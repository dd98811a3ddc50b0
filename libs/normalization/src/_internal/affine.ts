import { numElements, type Initializer, type LayerCall, type Shape, type WeightSpec } from '@convlab/core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import { z } from 'zod';

/** Fields that every normalization has. */
export const normalizationFields = {
  epsilon: z
    .number()
    .positive()
    .default(1e-5)
    .meta({
      title: 'Epsilon',
      description: 'Added to the variance, so that a constant input does not divide by zero.',
      ui: { scale: 'log', advanced: true },
    }),
  scale: z
    .boolean()
    .default(true)
    .meta({
      title: 'Scale',
      description: 'Multiply by a learned gamma afterwards.',
      ui: { advanced: true },
    }),
  center: z
    .boolean()
    .default(true)
    .meta({
      title: 'Center',
      description: 'Add a learned beta afterwards.',
      ui: { advanced: true },
    }),
};

/** Which of gamma and beta a normalization learns. */
export interface Affine {
  readonly scale: boolean;
  readonly center: boolean;
}

/** Specifications of gamma (first 1) and beta (first 0), as far as they are learned. */
export function affineWeights({ scale, center }: Affine, shape: Shape): Record<string, WeightSpec> {
  const fans = { fanIn: 1, fanOut: 1 };
  return {
    ...(scale ? { gamma: { shape, role: 'scale', initializer: filled(1), ...fans } } : {}),
    ...(center ? { beta: { shape, role: 'offset', initializer: filled(0), ...fans } } : {}),
  };
}

/** Gamma and beta of a call, as far as they are learned, as the backend's ops take them. */
export function affineOf<T extends Tensor = Tensor1D>({ weights }: LayerCall): { gamma?: T; beta?: T } {
  const { gamma, beta } = weights;
  return {
    ...(gamma === undefined ? {} : { gamma: gamma as T }),
    ...(beta === undefined ? {} : { beta: beta as T }),
  };
}

function filled(value: number): Initializer {
  return { init: (shape) => new Float32Array(numElements(shape)).fill(value) };
}
