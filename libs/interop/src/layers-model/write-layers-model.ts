import {
  ConvlabError,
  fullId,
  issueError,
  type JsonObject,
  type LayerWindow,
  type NamedTensors,
  type NetworkNode,
} from '@convlab/core';
import type { CompiledNetwork, CompiledNode, PartSource } from '@convlab/network';
import type { io } from '@tensorflow/tfjs';
import { LAYER_PAIRS, type LayerPair } from './layer-table.ts';

/** What writing needs beside the network. */
export interface WriteLayersModelOptions {
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
  /** The registry that the network was compiled with; it knows each node's defaults. */
  readonly registry: Pick<PartSource, 'parse'>;
}

interface LayerEntry {
  readonly class_name: string;
  readonly name: string;
  readonly config: JsonObject;
  readonly inbound_nodes: readonly unknown[];
}

/**
 * A network as a TensorFlow.js LayersModel, as it acts in inference.
 *
 * `tf.loadLayersModel(tf.io.fromMemory(artifacts))` loads it; any `tf.io` handler saves it. Auxiliary outputs are left out. A
 * padding that TensorFlow.js cannot say becomes a ZeroPadding2D layer of its own.
 *
 * @throws {ConvlabError} E_LAYERS_MODEL_OPERATION when a node has no counterpart, such as a grouped convolution
 * @throws {ConvlabError} E_LAYERS_MODEL_WEIGHT when a weight or statistic is not given
 */
export async function writeLayersModel(
  network: CompiledNetwork,
  options: WriteLayersModelOptions,
): Promise<io.ModelArtifacts> {
  const written = new Map(network.graph.nodes.map((node) => [node.name, node]));
  const layers: LayerEntry[] = [inputLayer(network)];
  const specs: io.WeightsManifestEntry[] = [];
  const data: Float32Array[] = [];
  const nodes = inferenceNodes(network);
  for (const node of nodes) {
    const operation = written.get(node.name) as NetworkNode;
    const pair = pairOf(node, operation);
    layers.push(...layersOf(node, pair, configOf(operation, options.registry), written));
    for (const [theirs, ours] of pair.tensors) {
      const shape = node.weights[ours]?.shape ?? node.state[ours]?.shape;
      if (shape === undefined) continue;
      const name = `${node.name}/${ours}`;
      const tensor = options.weights[name] ?? options.state[name];
      if (tensor === undefined) throw notGiven(name);
      specs.push({ name: `${node.name}/${theirs}`, shape: [...shape], dtype: 'float32' });
      data.push(new Float32Array(await tensor.data()));
    }
  }
  const output = network.outputs[0]?.node ?? '';
  return {
    format: 'layers-model',
    generatedBy: 'ConvLab',
    convertedBy: null as never,
    modelTopology: {
      class_name: 'Model',
      config: {
        name: 'network',
        layers,
        input_layers: [['input', 0, 0]],
        output_layers: [[output, 0, 0]],
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightSpecs: specs,
    weightData: joined(data),
  };
}

function inputLayer({ graph }: CompiledNetwork): LayerEntry {
  const config = { batch_input_shape: [null, ...graph.inputShape], dtype: 'float32', name: 'input' };
  return { class_name: 'InputLayer', name: 'input', config, inbound_nodes: [] };
}

function inferenceNodes(network: CompiledNetwork): readonly CompiledNode[] {
  const needed = new Set(network.outputs.slice(0, 1).map(({ node }) => node));
  for (const node of network.nodes.toReversed()) {
    if (needed.has(node.name)) node.inputs.forEach((name) => needed.add(name));
  }
  return network.nodes.filter(({ name }) => needed.has(name));
}

function pairOf(node: CompiledNode, { op }: NetworkNode): LayerPair {
  const found = LAYER_PAIRS.find(({ id, kind }) => id === fullId(op.id) && kind === op.kind);
  if (found === undefined) throw inexpressible(node, 'TensorFlow.js has no such layer');
  return found;
}

function configOf({ op }: NetworkNode, registry: Pick<PartSource, 'parse'>): JsonObject {
  const { kind, ...ref } = op;
  const parsed = registry.parse(kind, ref);
  if (!parsed.ok) throw issueError(parsed.issues);
  return parsed.value.config;
}

/* The layer itself, after a layer of zeros where its own padding cannot be said. */
function layersOf(
  node: CompiledNode,
  pair: LayerPair,
  config: JsonObject,
  written: ReadonlyMap<string, NetworkNode>,
): readonly LayerEntry[] {
  requireExpressible(node, pair, config);
  const entry = (
    name: string,
    className: string,
    own: JsonObject,
    inputs: readonly string[],
  ): LayerEntry => ({
    class_name: className,
    name,
    config: { ...own, name, trainable: true },
    inbound_nodes: [inputs.map((input) => [input, 0, 0, {}])],
  });
  const own = pair.write(config);
  if (pair.slides !== true) return [entry(node.name, pair.className, own, node.inputs)];
  const { padding, zeros } = paddingOf(node);
  if (zeros === undefined) return [entry(node.name, pair.className, { ...own, padding }, node.inputs)];
  requireZerosHarmless(node, pair, written);
  const name = `${node.name}.padding`;
  return [
    entry(name, 'ZeroPadding2D', { padding: zeros }, node.inputs),
    entry(node.name, pair.className, { ...own, padding: 'valid' }, [name]),
  ];
}

function requireExpressible(node: CompiledNode, pair: LayerPair, config: JsonObject): void {
  if (Number(config['groups'] ?? 1) !== 1)
    throw inexpressible(node, 'its layers ignore groups and would compute something else');
  if (config['keepDims'] === true) throw inexpressible(node, 'its global pooling drops the two axes');
  if (pair.id === 'convlab/average-pool' && config['countIncludePad'] === true)
    throw inexpressible(node, 'its pooling never counts padding');
}

type Zeros = readonly [readonly [number, number], readonly [number, number]];

function paddingOf(node: CompiledNode): {
  readonly padding?: 'valid' | 'same';
  readonly zeros?: Zeros;
} {
  const window = node.layer.window?.(node.inputShapes) as LayerWindow;
  const axes = ([0, 1] as const).map((axis) => {
    const input = node.inputShapes[0]?.[axis] ?? 1;
    const positions = node.outputShape[axis] ?? 1;
    const extent = window.dilation[axis] * (window.kernel[axis] - 1) + 1;
    const before = window.padding[axis][0];
    const reach = (positions - 1) * window.strides[axis] + extent - input;
    const same = Math.max(
      0,
      (Math.ceil(input / window.strides[axis]) - 1) * window.strides[axis] + extent - input,
    );
    const isSame = positions === Math.ceil(input / window.strides[axis]) && before === Math.floor(same / 2);
    return { before, after: Math.max(0, reach - before), isSame };
  });
  if (axes.every(({ before, after }) => before === 0 && after === 0)) return { padding: 'valid' };
  if (axes.every(({ isSame }) => isSame)) return { padding: 'same' };
  const [rows, columns] = axes.map(({ before, after }) => [before, after] as const);
  return { zeros: [rows ?? [0, 0], columns ?? [0, 0]] };
}

/* A maximum takes no notice of zeros around values that are not negative; an average would. */
function requireZerosHarmless(
  node: CompiledNode,
  pair: LayerPair,
  written: ReadonlyMap<string, NetworkNode>,
): void {
  if (!pair.id.endsWith('-pool')) return;
  const below = fullId(written.get(node.inputs[0] ?? '')?.op.id ?? '');
  if (pair.id === 'convlab/max-pool' && /\/(relu|relu6|sigmoid|softmax)$/.test(below)) return;
  throw inexpressible(node, 'its poolings know no such padding, and zeros would change the result');
}

function joined(parts: readonly Float32Array[]): ArrayBuffer {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

function inexpressible(node: CompiledNode, why: string): ConvlabError {
  return new ConvlabError({
    code: 'E_LAYERS_MODEL_OPERATION',
    message: `Node "${node.name}" (${node.title}) cannot be written as a LayersModel: ${why}`,
    expected: 'a layer that TensorFlow.js has',
    hint: 'Export the network as ONNX instead.',
  });
}

function notGiven(name: string): ConvlabError {
  return new ConvlabError({
    code: 'E_LAYERS_MODEL_WEIGHT',
    message: `The values lack "${name}"`,
    expected: 'every weight and statistic of the network',
  });
}
