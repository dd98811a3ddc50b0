import {
  ConvlabError,
  type JsonObject,
  type NamedTensors,
  type NetworkGraph,
  type Operation,
} from '@convlab/core';
import { networkBuilder, type NetworkBuilder, type NodeHandle } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { ACTIVATION_CLASSES, LAYER_PAIRS, NAMED_ACTIVATIONS, type LayerPair } from './layer-table.ts';

/** A LayersModel as a network. The caller owns the tensors. */
export interface ReadLayersModel {
  readonly graph: NetworkGraph;
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
}

interface LayerEntry {
  readonly className: string;
  readonly name: string;
  readonly config: JsonObject;
  readonly inputs: readonly string[];
}

const STATISTICS = new Set(['movingMean', 'movingVariance']);

/**
 * Reads a TensorFlow.js LayersModel (or a Keras 2 or 3 model converted to one) into a network.
 *
 * Sequential models and functional ones with one input and one output. Keras 3's `batch_shape` is taken as well as
 * `batch_input_shape`. Activations written into a layer become nodes of their own, `<layer>.activation`.
 *
 * @throws {ConvlabError} E_LAYERS_MODEL_FORMAT when it is no such model
 * @throws {ConvlabError} E_LAYERS_MODEL_OPERATION when a layer has no counterpart here, by its name
 * @throws {ConvlabError} E_LAYERS_MODEL_WEIGHT when a layer's weight is missing or the data ends early
 */
export function readLayersModel(
  artifacts: Pick<tf.io.ModelArtifacts, 'modelTopology' | 'weightSpecs' | 'weightData'>,
): ReadLayersModel {
  const { layers, inputShape, output } = readTopology(artifacts.modelTopology);
  const b = networkBuilder(inputShape);
  const handles = new Map<string, NodeHandle>();
  const tensors = new Map<string, string>();
  for (const layer of layers) {
    if (layer.className === 'InputLayer') handles.set(layer.name, b.input);
    else handles.set(layer.name, addLayer(b, layer, handles, tensors));
  }
  const main = handles.get(output);
  if (main === undefined || main === b.input) throw malformed(`There is no output layer "${output}"`);
  return { graph: b.build(main), ...readWeights(artifacts, tensors) };
}

function addLayer(
  b: NetworkBuilder,
  layer: LayerEntry,
  handles: ReadonlyMap<string, NodeHandle>,
  tensors: Map<string, string>,
): NodeHandle {
  const { kind, ...ref } = operationOf(layer);
  const inputs = layer.inputs.map((name) => {
    const handle = handles.get(name);
    if (handle === undefined)
      throw malformed(`Layer "${layer.name}" takes "${name}", which is not before it`);
    return handle;
  });
  const [first, ...others] = inputs;
  if (first === undefined) throw malformed(`Layer "${layer.name}" has no input`);
  const node = b.add(layer.name, kind, ref, first, ...others);
  for (const [theirs, ours] of pairOf(layer)?.tensors ?? [])
    tensors.set(`${layer.name}/${theirs}`, `${layer.name}/${ours}`);
  const activation = layer.className === 'Activation' ? undefined : layer.config['activation'];
  if (activation === undefined || activation === null || activation === 'linear') return node;
  return b.add(`${layer.name}.activation`, 'activation', namedActivation(layer, activation), node);
}

function pairOf({ className }: LayerEntry): LayerPair | undefined {
  return LAYER_PAIRS.find((pair) => pair.className === className && className !== 'Activation');
}

function operationOf(layer: LayerEntry): Operation {
  if (layer.className === 'Activation')
    return { kind: 'activation', id: namedActivation(layer, layer.config['activation']) };
  const activation = ACTIVATION_CLASSES[layer.className];
  if (activation !== undefined) return { kind: 'activation', id: activation };
  const pair = pairOf(layer);
  if (pair === undefined) throw unknown(layer, `of class ${layer.className}`);
  requireReadable(layer);
  return { ...pair.read(layer.config), kind: pair.kind, id: pair.id };
}

function requireReadable(layer: LayerEntry): void {
  const { config, className } = layer;
  if (config['data_format'] === 'channels_first') throw unknown(layer, 'with channels first');
  if (Number(config['groups'] ?? 1) !== 1) throw unknown(layer, 'with groups, which TensorFlow.js ignores');
  if (className === 'BatchNormalization' && ![-1, 1, 3].includes(Number(axisOf(config))))
    throw unknown(layer, 'over another axis than the last');
}

function axisOf({ axis }: JsonObject): unknown {
  return Array.isArray(axis) ? axis[0] : (axis ?? -1);
}

function namedActivation(layer: LayerEntry, name: unknown): string {
  const id = typeof name === 'string' ? NAMED_ACTIVATIONS[name] : undefined;
  if (id === undefined) throw unknown(layer, `with the activation ${JSON.stringify(name)}`);
  return id;
}

function readTopology(topology: unknown): {
  readonly layers: readonly LayerEntry[];
  readonly inputShape: readonly number[];
  readonly output: string;
} {
  const outer = asObject(topology, 'The topology');
  const model = asObject(outer['model_config'] ?? outer, 'The model');
  const isSequential = model['class_name'] === 'Sequential';
  const config = model['config'];
  const list = Array.isArray(config) ? config : asObject(config, 'The configuration')['layers'];
  if (!Array.isArray(list) || list.length === 0) throw malformed('The model has no layers');
  const read = list.map((entry: unknown, i) => readLayer(asObject(entry, `Layer ${i}`)));
  const layers = isSequential ? inARow(read) : read;
  const shape = layers.map((layer) => batchShape(layer.config)).find((each) => each !== undefined);
  if (shape === undefined) throw malformed('No layer says the shape of the input');
  const output = isSequential ? layers.at(-1)?.name : outputOf(asObject(config, 'The configuration'));
  return { layers, inputShape: shape, output: output ?? '' };
}

function readLayer(entry: JsonObject): LayerEntry {
  const config = asObject(entry['config'], 'A layer’s configuration');
  const name = entry['name'] ?? config['name'];
  const className = entry['class_name'];
  if (typeof name !== 'string' || typeof className !== 'string')
    throw malformed('A layer has no name or no class');
  return { className, name, config, inputs: inboundOf(entry['inbound_nodes'], name) };
}

/* Keras 2 and TensorFlow.js: [[["conv1", 0, 0, {}], …]]. */
function inboundOf(nodes: unknown, name: string): readonly string[] {
  if (nodes === undefined || (Array.isArray(nodes) && nodes.length === 0)) return [];
  const [first, ...others] = nodes as readonly unknown[];
  if (others.length > 0) throw malformed(`Layer "${name}" is used more than once`);
  if (!Array.isArray(first)) throw malformed(`Layer "${name}" names its inputs in an unknown way`);
  return first.map((input: unknown) => {
    const [source] = Array.isArray(input) ? (input as readonly unknown[]) : [];
    if (typeof source !== 'string') throw malformed(`Layer "${name}" names its inputs in an unknown way`);
    return source;
  });
}

function inARow(layers: readonly LayerEntry[]): readonly LayerEntry[] {
  const [first] = layers;
  const input: LayerEntry = { className: 'InputLayer', name: 'input', config: {}, inputs: [] };
  const all = first?.className === 'InputLayer' ? layers : [input, ...layers];
  return all.map((layer, i) => (i === 0 ? layer : { ...layer, inputs: [all[i - 1]?.name ?? ''] }));
}

function batchShape(config: JsonObject): readonly number[] | undefined {
  const shape = config['batch_input_shape'] ?? config['batch_shape'] ?? config['batchInputShape'];
  if (!Array.isArray(shape)) return undefined;
  const sizes = shape.slice(1) as readonly unknown[];
  if (sizes.every((size) => Number.isInteger(size))) return sizes as readonly number[];
  throw malformed(`The input's shape ${JSON.stringify(shape)} leaves more than the batch open`);
}

function outputOf(config: JsonObject): string {
  const [first, ...others] = (config['output_layers'] ?? []) as readonly unknown[];
  const entry = Array.isArray(first) ? (first as readonly unknown[])[0] : first;
  if (typeof entry !== 'string' || (others.length > 0 && Array.isArray(first)))
    throw malformed('The model does not have one output');
  return entry;
}

function readWeights(
  { weightSpecs = [], weightData }: Pick<tf.io.ModelArtifacts, 'weightSpecs' | 'weightData'>,
  names: ReadonlyMap<string, string>,
): { readonly weights: NamedTensors; readonly state: NamedTensors } {
  const parts = Array.isArray(weightData) ? weightData : [weightData ?? new ArrayBuffer(0)];
  const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
  const expected = weightSpecs.reduce((sum, spec) => sum + bytesOf(spec), 0);
  if (length < expected) throw weightFault(`The weights take ${expected} bytes, but ${length} are there`);
  const decoded = tf.io.decodeWeights(tf.io.concatenateArrayBuffers(parts), weightSpecs);
  const weights: Record<string, tf.Tensor> = {};
  const state: Record<string, tf.Tensor> = {};
  for (const [theirs, ours] of names) {
    const tensor = decoded[theirs];
    if (tensor === undefined) continue;
    const target = STATISTICS.has(ours.slice(ours.lastIndexOf('/') + 1)) ? state : weights;
    target[ours] = tensor;
  }
  for (const [name, tensor] of Object.entries(decoded)) if (!names.has(name)) tensor.dispose();
  return { weights, state };
}

/* Of what takes other than four bytes. */
const BYTES: Readonly<Record<string, number>> = { uint8: 1, bool: 1, uint16: 2, float16: 2 };

function bytesOf({ shape, dtype, quantization }: tf.io.WeightsManifestEntry): number {
  const stored = quantization?.dtype ?? dtype;
  const width = BYTES[stored] ?? 4;
  return shape.reduce((product, dim) => product * dim, 1) * width;
}

function asObject(value: unknown, what: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw malformed(`${what} is not an object`);
}

function malformed(message: string): ConvlabError {
  return new ConvlabError({
    code: 'E_LAYERS_MODEL_FORMAT',
    message,
    expected: 'a sequential or functional LayersModel with one input and one output',
  });
}

function unknown({ name }: LayerEntry, what: string): ConvlabError {
  return new ConvlabError({
    code: 'E_LAYERS_MODEL_OPERATION',
    message: `Layer "${name}", ${what}, has no counterpart here`,
    expected: [...new Set(LAYER_PAIRS.map(({ className }) => className))].join(', '),
  });
}

function weightFault(message: string): ConvlabError {
  return new ConvlabError({
    code: 'E_LAYERS_MODEL_WEIGHT',
    message,
    expected: 'the whole weight file',
    hint: 'The file may be truncated; fetch or write it again.',
  });
}
