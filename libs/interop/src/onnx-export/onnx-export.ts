import {
  ConvlabError,
  fullId,
  issueError,
  type JsonObject,
  type NamedTensors,
  type NetworkNode,
  type Shape,
} from '@convlab/core';
import type { CompiledNetwork, CompiledNode, PartSource } from '@convlab/network';
import { encodeOnnx } from '../onnx-model/onnx-model.ts';
import { convolutionConverters } from './convolutions.ts';
import { elementwiseConverters } from './elementwise.ts';
import { normalizationConverters } from './normalizations.ts';
import { onnxNodeContext, type OnnxConverter, type OnnxParts } from './onnx-node-context.ts';
import { requireRank, shapingConverters } from './shaping.ts';

/** Name of the exported model's input and output. */
export const ONNX_INPUT = 'input';
/** Name of the exported model's output. */
export const ONNX_OUTPUT = 'output';

/** What an export needs beside the network. */
export interface OnnxExportOptions {
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
  /** The registry that the network was compiled with; it knows each node's defaults. */
  readonly registry: Pick<PartSource, 'parse'>;
  /** Name of the graph; `network` when left out. */
  readonly name?: string;
  /** Conversions of other plugins by full id; they come before the built-in ones. */
  readonly converters?: Readonly<Record<string, OnnxConverter>>;
}

const BUILT_IN: Readonly<Record<string, OnnxConverter>> = {
  ...convolutionConverters,
  ...elementwiseConverters,
  ...normalizationConverters,
  ...shapingConverters,
};

/**
 * A network as an ONNX file (opset 17), as it acts in inference.
 *
 * The model has one input called `input` and one output called `output` (logits, or regression values). Images come as
 * [N, C, H, W], ONNX's usual order; N is free. Auxiliary outputs are left out, dropout does nothing, and batch normalization
 * uses its running statistics.
 *
 * @throws {ConvlabError} E_ONNX_OPERATION when a node has no counterpart in ONNX
 * @throws {ConvlabError} E_ONNX_WEIGHT when a weight or statistic is not given
 * @example
 * const bytes = await exportOnnx(network, { weights, state, registry });
 * const session = await InferenceSession.create(bytes);
 */
export async function exportOnnx(network: CompiledNetwork, options: OnnxExportOptions): Promise<Uint8Array> {
  const parts: OnnxParts = { nodes: [], initializers: [] };
  const written = new Map(network.graph.nodes.map((node) => [node.name, node]));
  const results = new Map([['input', ONNX_INPUT]]);
  for (const node of inferenceNodes(network)) {
    const { op } = written.get(node.name) as NetworkNode;
    const values = await valuesOf(node, { ...options.weights, ...options.state });
    const inputs = node.inputs.map((name) => results.get(name) ?? '');
    const context = onnxNodeContext(parts, node, configOf(op, options.registry), inputs, values);
    requireRank(context, node.outputShape);
    results.set(node.name, converterOf(node, op.id, options.converters)(context));
  }
  const main = network.outputs[0]?.node ?? '';
  parts.nodes.push({
    name: ONNX_OUTPUT,
    opType: 'Identity',
    inputs: [results.get(main) ?? ''],
    outputs: [ONNX_OUTPUT],
    attributes: {},
  });
  return encodeOnnx({
    name: options.name ?? 'network',
    ...parts,
    inputs: [{ name: ONNX_INPUT, shape: batched(network.graph.inputShape) }],
    outputs: [{ name: ONNX_OUTPUT, shape: batched(network.outputShape) }],
    documentation: 'Images are [N, C, H, W]. The output holds logits or regression values.',
  });
}

function inferenceNodes(network: CompiledNetwork): readonly CompiledNode[] {
  const needed = new Set(network.outputs.slice(0, 1).map(({ node }) => node));
  for (const node of network.nodes.toReversed()) {
    if (needed.has(node.name)) node.inputs.forEach((name) => needed.add(name));
  }
  return network.nodes.filter(({ name }) => needed.has(name));
}

function configOf(op: NetworkNode['op'], registry: Pick<PartSource, 'parse'>): JsonObject {
  const { kind, ...ref } = op;
  const parsed = registry.parse(kind, ref);
  if (!parsed.ok) throw issueError(parsed.issues);
  return parsed.value.config;
}

async function valuesOf(
  node: CompiledNode,
  tensors: NamedTensors,
): Promise<Readonly<Record<string, Float32Array>>> {
  const names = [...Object.keys(node.weights), ...Object.keys(node.state)];
  const entries = names.map(async (name) => {
    const tensor = tensors[`${node.name}/${name}`];
    if (tensor === undefined) {
      throw new ConvlabError({
        code: 'E_ONNX_WEIGHT',
        message: `Node "${node.name}" was given no value of "${name}"`,
        expected: 'every weight and statistic of the network',
      });
    }
    return [name, new Float32Array(await tensor.data())] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function converterOf(
  node: CompiledNode,
  id: string,
  own: Readonly<Record<string, OnnxConverter>> = {},
): OnnxConverter {
  const converter = own[fullId(id)] ?? BUILT_IN[fullId(id)];
  if (converter !== undefined) return converter;
  throw new ConvlabError({
    code: 'E_ONNX_OPERATION',
    message: `Node "${node.name}" (${node.title}) has no counterpart in ONNX`,
    received: id,
    expected: Object.keys({ ...BUILT_IN, ...own }).join(', '),
    hint: 'Give a conversion of your own for it.',
  });
}

function batched(shape: Shape): readonly (number | null)[] {
  const [height, width, channels] = shape;
  return shape.length === 3 ? [null, channels ?? 1, height ?? 1, width ?? 1] : [null, ...shape];
}
