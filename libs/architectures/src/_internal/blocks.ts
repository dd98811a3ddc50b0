import type { BuildRequest, PluginRef } from '@convlab/core';
import type { NetworkBuilder, NodeHandle } from '@convlab/network';

/** What is plugged into every block of a network. */
export interface BlockStyle {
  readonly activation: PluginRef;
  /** `null` for none. */
  readonly normalization: PluginRef | null;
  /** Of kernels; the layer's own default when undefined. */
  readonly initializer: PluginRef | undefined;
}

/** An architecture's own choices, with those of the request in their place. */
export function pluggedStyle(
  own: { readonly activation: PluginRef; readonly normalization: PluginRef | null },
  request: BuildRequest,
): BlockStyle {
  return {
    activation: request.activation ?? own.activation,
    normalization: request.normalization === undefined ? own.normalization : request.normalization,
    initializer: request.initializer,
  };
}

/** FC – norm – activation. A bias before a normalization would be cancelled by it and is left out. */
export function denseBlock(
  b: NetworkBuilder,
  name: string,
  units: number,
  style: BlockStyle,
  below: NodeHandle,
): NodeHandle {
  const ref = { id: 'dense', units, useBias: style.normalization === null, ...kernelInitializer(style) };
  return finishBlock(b, name, style, b.add(name, 'layer', ref, below));
}

/** Geometry of a convolution. */
export interface ConvShape {
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: 'same' | 'valid';
}

/** CONV – norm – activation, without a bias where a normalization follows. */
export function convBlock(
  b: NetworkBuilder,
  name: string,
  shape: ConvShape,
  style: BlockStyle,
  below: NodeHandle,
): NodeHandle {
  const ref = { id: 'conv', ...shape, useBias: style.normalization === null, ...kernelInitializer(style) };
  return finishBlock(b, name, style, b.add(name, 'layer', ref, below));
}

/** [H, W, C] -> [H · W · C]. */
export function flatten(b: NetworkBuilder, below: NodeHandle): NodeHandle {
  return b.add('flatten', 'layer', 'flatten', below);
}

/** The last layer: one output per class or target, without activation. */
export function logits(b: NetworkBuilder, units: number, style: BlockStyle, below: NodeHandle): NodeHandle {
  return b.add('logits', 'layer', { id: 'dense', units, ...kernelInitializer(style) }, below);
}

function finishBlock(b: NetworkBuilder, name: string, style: BlockStyle, below: NodeHandle): NodeHandle {
  const normalized =
    style.normalization === null ? below : b.add(`${name}.norm`, 'normalization', style.normalization, below);
  return b.add(`${name}.activation`, 'activation', style.activation, normalized);
}

function kernelInitializer({ initializer }: BlockStyle): { kernelInitializer?: PluginRef } {
  return initializer === undefined ? {} : { kernelInitializer: initializer };
}
