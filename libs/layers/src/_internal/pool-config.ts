import type { LayerWindow, Shape } from '@convlab/core';
import { ConvlabError, imageShape, resolvePadding } from '@convlab/core';
import { z } from 'zod';
import { fitWindow, type FittedWindow, type Window2d } from './fit-window.ts';
import { asPair, kernelSize, padding, strides } from './window-config.ts';

/** Fields that both poolings have. */
export const poolFields = {
  poolSize: kernelSize.default(2).meta({
    title: 'Pool size',
    description: 'Height and width of the window; one number for a square.',
  }),
  strides: strides.optional().meta({
    title: 'Strides',
    description: 'Step between windows; the pool size when left out, so that windows do not overlap.',
  }),
  padding: padding.default('valid'),
  ceilMode: z
    .boolean()
    .default(false)
    .meta({
      title: 'Round up',
      description: 'Count a last window that hangs over the edge, as PyTorch’s ceil_mode.',
      ui: { advanced: true },
    }),
};

/** The window that a pooling's configuration describes. */
export function poolWindow(options: z.output<z.ZodObject<typeof poolFields>>): Window2d {
  return {
    kernel: asPair(options.poolSize),
    strides: asPair(options.strides ?? options.poolSize),
    dilation: [1, 1],
    padding: options.padding,
    ceilMode: options.ceilMode,
  };
}

/**
 * Lays a pooling window over images.
 *
 * @throws {ConvlabError} E_SHAPE_PADDING when a window could lie in the padding alone
 */
export function fitPool(inputs: readonly Shape[], window: Window2d): FittedWindow {
  const [height, width] = imageShape(inputs);
  for (const axis of [0, 1] as const) requirePadding(axis, axis === 0 ? height : width, window);
  return fitWindow([height, width], window);
}

/** The window as the backend's ops take it, with padding worked out. */
export function poolOptions(window: Window2d, zeros: FittedWindow['padding']) {
  return {
    poolSize: window.kernel,
    strides: window.strides,
    padding: zeros,
    ceilMode: window.ceilMode ?? false,
  };
}

/** The shape of a pooling's output. */
export function pooledShape(inputs: readonly Shape[], window: Window2d): Shape {
  return [...fitPool(inputs, window).positions, imageShape(inputs)[2]];
}

/** The pooling window for receptive fields. */
export function layerWindow(inputs: readonly Shape[], window: Window2d): LayerWindow {
  const { padding: zeros } = fitPool(inputs, window);
  return { kernel: window.kernel, strides: window.strides, dilation: window.dilation, padding: zeros };
}

function requirePadding(axis: 0 | 1, size: number, window: Window2d): void {
  const kernel = window.kernel[axis];
  const zeros = resolvePadding(window.padding, axis, {
    size,
    kernel,
    stride: window.strides[axis],
    dilation: 1,
  });
  if (Math.max(...zeros) < kernel) return;
  throw new ConvlabError({
    code: 'E_SHAPE_PADDING',
    message: `Padding of ${Math.max(...zeros)} around a pool of ${kernel} leaves windows without any input`,
    received: window.padding,
    expected: `padding of at most ${kernel - 1} along the ${axis === 0 ? 'height' : 'width'}`,
  });
}
