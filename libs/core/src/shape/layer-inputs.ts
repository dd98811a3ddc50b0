import { ConvlabError } from '../errors/convlab-error.ts';
import { formatShape, type Shape } from './shape.ts';

/** The shape of one image, channels last. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/**
 * The input shape of a layer that takes one input.
 *
 * @throws {ConvlabError} E_SHAPE_INPUTS when there is none or more than one
 */
export function soleShape(inputs: readonly Shape[]): Shape {
  const [shape, ...others] = inputs;
  if (shape !== undefined && others.length === 0) return shape;
  throw new ConvlabError({
    code: 'E_SHAPE_INPUTS',
    message: `The layer takes one input, but has ${inputs.length}`,
    received: inputs,
    expected: 'one shape',
  });
}

/**
 * The input shape of a layer that takes one batch of images.
 *
 * @throws {ConvlabError} E_SHAPE_INPUTS when there is not exactly one input
 * @throws {ConvlabError} E_SHAPE_RANK when the input is no image [H, W, C]
 */
export function imageShape(inputs: readonly Shape[]): ImageShape {
  const shape = soleShape(inputs);
  const [height, width, channels] = shape;
  if (shape.length === 3 && height !== undefined && width !== undefined && channels !== undefined)
    return [height, width, channels];
  throw new ConvlabError({
    code: 'E_SHAPE_RANK',
    message: `The layer works on images, but its input has shape ${formatShape(shape)}`,
    received: shape,
    expected: 'an input of shape [H, W, C]',
    hint: 'Put it before the layer that flattens or pools globally, or reshape its input.',
  });
}

/**
 * The input shape of a layer that takes one batch of vectors: its number of features.
 *
 * @throws {ConvlabError} E_SHAPE_INPUTS when there is not exactly one input
 * @throws {ConvlabError} E_SHAPE_RANK when the input is no vector [C]
 */
export function vectorSize(inputs: readonly Shape[]): number {
  const shape = soleShape(inputs);
  const [size] = shape;
  if (shape.length === 1 && size !== undefined) return size;
  throw new ConvlabError({
    code: 'E_SHAPE_RANK',
    message: `The layer works on vectors, but its input has shape ${formatShape(shape)}`,
    received: shape,
    expected: 'an input of shape [C]',
    hint: 'Flatten its input, or pool it globally, before this layer.',
  });
}

/**
 * The number of channels (the last axis) of a layer's only input.
 *
 * @throws {ConvlabError} E_SHAPE_INPUTS when there is not exactly one input
 * @throws {ConvlabError} E_SHAPE_RANK when the input has no axis
 */
export function channelsOf(inputs: readonly Shape[]): number {
  const shape = soleShape(inputs);
  const channels = shape.at(-1);
  if (channels !== undefined) return channels;
  throw new ConvlabError({
    code: 'E_SHAPE_RANK',
    message: 'The input has no channels: it is a single number',
    received: shape,
    expected: 'an input of shape [C] or [H, W, C]',
  });
}
