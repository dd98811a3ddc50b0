import type { Shape } from '../shape/shape.ts';
import type { PluginRefObject } from '../plugin/plugin-ref.ts';

/** The plugin kinds that can stand at a node of a network. */
export type OperationKind = 'layer' | 'normalization' | 'activation';

/** The operation at a node: a plugin reference that says its kind. */
export interface Operation extends PluginRefObject {
  readonly kind: OperationKind;
}

/** One node of a network: an operation applied to the outputs of earlier nodes. */
export interface NetworkNode {
  /** Unique in the network; weights are named `<node>/<weight>`. Letters, digits, `.`, `_`, `-` and `/`. */
  readonly name: string;
  readonly op: Operation;
  /** Names of nodes, or `input`. */
  readonly inputs: readonly string[];
}

/** One output of a network. */
export interface NetworkOutput {
  /** Name of the node whose result this is. */
  readonly node: string;
  /** Factor of this output's loss in the training loss; 1 for the main output. */
  readonly lossWeight?: number;
  /** Present in training only, as GoogLeNet's auxiliary classifiers are. */
  readonly trainingOnly?: boolean;
}

/** A named part of a network, for feature extraction, drawing and cost tables. */
export interface NetworkStage {
  readonly name: string;
  /** The node whose output is the stage's feature map. */
  readonly node: string;
}

/**
 * A network as JSON data.
 *
 * Nodes may stand in any order that has no cycle. The first output is the main one: logits [N, numOutputs].
 */
export interface NetworkGraph {
  readonly version: 1;
  /** Shape of one input example, without the batch axis. */
  readonly inputShape: Shape;
  readonly nodes: readonly NetworkNode[];
  readonly outputs: readonly NetworkOutput[];
  readonly stages?: readonly NetworkStage[];
}
