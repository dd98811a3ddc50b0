import { ConvlabError, numElements, type JsonObject, type Shape } from '@convlab/core';
import type { CompiledNode } from '@convlab/network';
import type { OnnxAttribute, OnnxInitializer, OnnxNode } from '../onnx-model/onnx-model.ts';

/** What is being written. */
export interface OnnxParts {
  readonly nodes: OnnxNode[];
  readonly initializers: OnnxInitializer[];
}

/** What the conversion of one node gets. Images are [N, C, H, W] in ONNX. */
export interface OnnxNodeContext {
  readonly node: CompiledNode;
  /** The plugin's configuration with its defaults. */
  readonly config: JsonObject;
  /** Names of the node's inputs. */
  readonly inputs: readonly string[];
  /** A weight or statistic by its name in the layer, in our layout. Undefined when the layer has none of that name. */
  value(name: string): { readonly shape: Shape; readonly values: Float32Array } | undefined;
  /** Adds an operation and gives the name of its output. */
  op(opType: string, inputs: readonly string[], attributes?: Readonly<Record<string, OnnxAttribute>>): string;
  /** Adds a constant of float32 (a typed array) or int64 (a list) and gives its name. */
  constant(shape: Shape, values: Float32Array | readonly number[]): string;
  /** A constant for each channel, in a shape that repeats over images. Undefined when the layer has none of that name. */
  perChannel(name: string): string | undefined;
}

/** Turns one node into operations and gives the name of the last one's output. */
export type OnnxConverter = (context: OnnxNodeContext) => string;

/** A context whose operations and constants are named after the node. */
export function onnxNodeContext(
  parts: OnnxParts,
  node: CompiledNode,
  config: JsonObject,
  inputs: readonly string[],
  values: Readonly<Record<string, Float32Array>>,
): OnnxNodeContext {
  let count = 0;
  const unique = (): string => `${node.name}/${count++}`;
  const shapeOf = (name: string): Shape | undefined => node.weights[name]?.shape ?? node.state[name]?.shape;
  const context: OnnxNodeContext = {
    node,
    config,
    inputs,
    value: (name) => {
      const [shape, data] = [shapeOf(name), values[name]];
      return shape === undefined || data === undefined ? undefined : { shape, values: data };
    },
    op: (opType, operands, attributes = {}) => {
      const name = unique();
      parts.nodes.push({ name, opType, inputs: operands, outputs: [name], attributes });
      return name;
    },
    constant: (shape, data) => {
      const name = unique();
      parts.initializers.push({ name, shape, values: data });
      return name;
    },
    perChannel: (name) => {
      const found = context.value(name);
      if (found === undefined) return undefined;
      const channels = numElements(found.shape);
      return context.constant(node.outputShape.length === 3 ? [channels, 1, 1] : [channels], found.values);
    },
  };
  return context;
}

/** The weight that a layer must have. */
export function required(
  context: OnnxNodeContext,
  name: string,
): { readonly shape: Shape; readonly values: Float32Array } {
  const found = context.value(name);
  if (found !== undefined) return found;
  throw new ConvlabError({
    code: 'E_ONNX_WEIGHT',
    message: `Node "${context.node.name}" was given no value of "${name}"`,
    expected: 'every weight and statistic of the network',
  });
}

/** The error for what ONNX's operators cannot say. */
export function inexpressible(context: OnnxNodeContext, what: string, hint: string): ConvlabError {
  return new ConvlabError({
    code: 'E_ONNX_OPERATION',
    message: `Node "${context.node.name}" (${context.node.title}) cannot be written as ONNX: ${what}`,
    expected: 'an operation that ONNX has',
    hint,
  });
}
