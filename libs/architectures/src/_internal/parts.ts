import type { BuildRequest, PluginRef } from '@convlab/core';
import type { NetworkBuilder, NodeHandle } from '@convlab/network';
import type { BlockStyle } from './blocks.ts';

/** Zeros around an image: all sides, [height, width], or by name. */
export type PartPadding = number | readonly [number, number] | 'same' | 'valid';

/** Geometry of a convolution; what is left out is 1, no padding, no groups. */
export interface ConvOptions {
  readonly filters: number;
  readonly kernelSize: number | readonly [number, number];
  readonly strides?: number;
  readonly padding?: PartPadding;
  readonly groups?: number;
  /** Left out: a bias where no normalization follows. */
  readonly useBias?: boolean;
}

/** Geometry of a pooling. */
export interface PoolOptions {
  readonly poolSize: number;
  readonly strides: number;
  readonly padding?: PartPadding;
  readonly ceilMode?: boolean;
}

/** Adds single nodes of one style to a network; names are given in full, so that they can be those of published weights. */
export interface Parts {
  readonly b: NetworkBuilder;
  readonly style: BlockStyle;
  conv(name: string, options: ConvOptions, below: NodeHandle): NodeHandle;
  /** A depthwise 3×3 convolution that keeps the size, without bias. */
  depthwise(name: string, below: NodeHandle): NodeHandle;
  /** The style's normalization; nothing when it has none. */
  norm(name: string, below: NodeHandle): NodeHandle;
  act(name: string, below: NodeHandle): NodeHandle;
  maxPool(name: string, options: PoolOptions, below: NodeHandle): NodeHandle;
  averagePool(
    name: string,
    options: PoolOptions & { countIncludePad?: boolean },
    below: NodeHandle,
  ): NodeHandle;
  dense(name: string, units: number, below: NodeHandle): NodeHandle;
  /** Nothing at rate 0. */
  dropout(name: string, rate: number, below: NodeHandle): NodeHandle;
  /** Any other layer. */
  layer(name: string, ref: PluginRef, ...inputs: readonly [NodeHandle, ...NodeHandle[]]): NodeHandle;
}

/** The parts of a network under construction. */
export function partsOf(b: NetworkBuilder, style: BlockStyle): Parts {
  const initializer = style.initializer === undefined ? {} : { kernelInitializer: style.initializer };
  const layer: Parts['layer'] = (name, ref, ...inputs) => b.add(name, 'layer', ref, ...inputs);
  return {
    b,
    style,
    layer,
    conv: (name, options, below) =>
      layer(
        name,
        { id: 'conv', ...options, useBias: options.useBias ?? style.normalization === null, ...initializer },
        below,
      ),
    depthwise: (name, below) =>
      layer(name, { id: 'depthwise-conv', kernelSize: 3, padding: 1, useBias: false, ...initializer }, below),
    norm: (name, below) =>
      style.normalization === null ? below : b.add(name, 'normalization', style.normalization, below),
    act: (name, below) => b.add(name, 'activation', style.activation, below),
    maxPool: (name, options, below) => layer(name, { id: 'max-pool', ...options }, below),
    averagePool: (name, options, below) => layer(name, { id: 'average-pool', ...options }, below),
    dense: (name, units, below) => layer(name, { id: 'dense', units, ...initializer }, below),
    dropout: (name, rate, below) => (rate === 0 ? below : layer(name, { id: 'dropout', rate }, below)),
  };
}

/** What an architecture's configuration says of its style; the rest is the architecture's own choice. */
export interface StyleOptions {
  readonly activation?: PluginRef | undefined;
  readonly normalization?: PluginRef | null | undefined;
  readonly initializer?: PluginRef | undefined;
}

/** The style of a network: the request's choices, else the configuration's, else the architecture's own. */
export function styleOf(request: BuildRequest, options: StyleOptions, own: BlockStyle): BlockStyle {
  const normalization = request.normalization === undefined ? options.normalization : request.normalization;
  return {
    activation: request.activation ?? options.activation ?? own.activation,
    normalization: normalization === undefined ? own.normalization : normalization,
    initializer: request.initializer ?? options.initializer ?? own.initializer,
  };
}
