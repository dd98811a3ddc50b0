import type { PluginRef } from '../plugin/plugin-ref.ts';
import type { Shape } from '../shape/shape.ts';
import type { NetworkGraph } from './network-graph.ts';

/** What an architecture is built for. */
export interface BuildRequest {
  /** Shape of one input example, without the batch axis. */
  readonly inputShape: Shape;
  /** Number of outputs: classes, or regression targets. */
  readonly numOutputs: number;
  /** Normalization to plug in; `null` for none, absent for the architecture's own choice. */
  readonly normalization?: PluginRef | null;
  /** Activation to plug in; absent for the architecture's own choice. */
  readonly activation?: PluginRef;
  /** Kernel initializer to plug in; absent for the architecture's own choice. */
  readonly initializer?: PluginRef;
}

/** An architecture: a builder of network graphs. Its main output is logits (or regression values), [N, numOutputs]. */
export interface Architecture {
  /** @throws {ConvlabError} E_SHAPE_… when the input is too small for it. */
  build(request: BuildRequest): NetworkGraph;
}
