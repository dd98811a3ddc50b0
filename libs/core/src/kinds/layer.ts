import type { Tensor } from '@tensorflow/tfjs';
import type { Rng } from '../random/rng.ts';
import type { Shape } from '../shape/shape.ts';
import type { AxisPadding } from '../shape/window.ts';
import type { Fans, Initializer } from './initializer.ts';
import type { NamedTensors } from './tensors.ts';

/**
 * What a weight is for. Regularizers and weight decay act on kernels by default, and leave the rest alone.
 *
 * `scale` and `offset` are those of a normalization; `slope` is PReLU's.
 */
export type WeightRole = 'kernel' | 'bias' | 'scale' | 'offset' | 'slope';

/** A weight that a layer wants, known before anything is allocated. */
export interface WeightSpec extends Fans {
  readonly shape: Shape;
  readonly role: WeightRole;
  /** The axes that run over the inputs of one unit; all but the last when left out, which is right for [C, U] and HWIO. */
  readonly inputAxes?: readonly number[];
  readonly initializer: Initializer;
}

/** A running statistic that a layer keeps beside its weights; no gradient reaches it. */
export interface StateSpec {
  readonly shape: Shape;
  /** First value of every element. */
  readonly initialValue: number;
}

/** What one application of a layer gets. */
export interface LayerCall {
  /** Batched inputs, [N, ...shape]. The caller keeps owning them. */
  readonly inputs: readonly [Tensor, ...Tensor[]];
  /** The layer's weights by their names in {@link Layer.weights}. */
  readonly weights: NamedTensors;
  /** The layer's statistics by their names in {@link Layer.state}. */
  readonly state: NamedTensors;
  readonly training: boolean;
  /** The stream of this node and step; only stochastic layers ask it, and only in training. */
  readonly rng: Rng;
}

/** What one application of a layer gives. */
export interface LayerResult {
  /** Batched output, [N, ...shape]. */
  readonly output: Tensor;
  /** New statistics; absent when they did not change. */
  readonly state?: NamedTensors;
}

/** How a layer slides over its input; what a receptive field is computed from. */
export interface LayerWindow {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: readonly [AxisPadding, AxisPadding];
}

/**
 * A layer: pure functions of configuration, weights and inputs.
 *
 * Normalizations and activations are layers too; their kinds differ so that a network can ask for one of each.
 * Shapes are those of one example, without the batch axis.
 */
export interface Layer {
  /** How many inputs the layer takes; one when left out. */
  readonly numInputs?: { readonly min: number; readonly max: number };
  /**
   * The output's shape.
   *
   * @throws {ConvlabError} E_SHAPE_… when the layer cannot be applied; the message shows the formula with numbers
   */
  outputShape(inputs: readonly Shape[]): Shape;
  /** Weights by name, in a fixed order; none when left out. */
  weights?(inputs: readonly Shape[]): Readonly<Record<string, WeightSpec>>;
  /** Running statistics by name; none when left out. */
  state?(inputs: readonly Shape[]): Readonly<Record<string, StateSpec>>;
  /** Applies the layer. Disposes nothing it was given and leaves nothing behind but its result. */
  apply(call: LayerCall): LayerResult;
  /** Multiply–adds for one example; 0 when left out. */
  multiplyAdds?(inputs: readonly Shape[]): number;
  /** The sliding window, or `global` when each output sees its whole input; a single position when left out. */
  window?(inputs: readonly Shape[]): LayerWindow | 'global';
  /** For a normalization: which axes of [N, H, W, C] it averages over, channels in groups of `channelGroups`. */
  readonly averages?: { readonly axes: readonly ('N' | 'H' | 'W' | 'C')[]; readonly channelGroups?: number };
}
