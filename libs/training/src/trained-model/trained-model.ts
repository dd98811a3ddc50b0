import { ConvlabError, decodeSafetensors, encodeSafetensors, type Registry } from '@convlab/core';
import type { TrainedNetwork } from '@convlab/inspection';
import { compileNetwork, parseGraph, type CompiledNetwork } from '@convlab/network';
import { decodeModel, encodeModel, storedModel, type ModelShapes } from '../checkpoint/checkpoint.ts';

/* Where a model file keeps its network. */
const NETWORK_KEY = 'network';

/**
 * A model as one safetensors file that stands alone: weights under `weights/`, running statistics under `statistics/`, and the
 * network's graph as JSON in the metadata.
 *
 * @param facts  more free text by key
 */
export function encodeTrainedModel(
  { network, weights, state }: TrainedNetwork,
  facts: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const metadata = { ...facts, [NETWORK_KEY]: JSON.stringify(network.graph) };
  return encodeModel({ weights, statistics: state }, metadata);
}

/**
 * Reads what {@link encodeTrainedModel} wrote: a model file of a training, or of an import. The caller owns the tensors.
 *
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT; E_MODEL_NETWORK when the file holds no network; E_NETWORK_…, E_PLUGIN_… when it
 * is none that is known here; E_CHECKPOINT_MISMATCH when its tensors are not those of its network
 */
export function decodeTrainedModel(file: Uint8Array, registry: Registry): TrainedNetwork {
  const text = decodeSafetensors(file).metadata[NETWORK_KEY];
  if (text === undefined) throw withoutNetwork('it is named by none');
  const network = compileNetwork(parseGraph(parseJson(text)), registry);
  const { weights, statistics } = decodeModel(file, shapesOf(network));
  return { network, weights, state: statistics };
}

/**
 * The model that a checkpoint goes on from, as {@link encodeTrainedModel} writes it; the metadata say which `epoch` was the last to be
 * finished, and after which `step`, an update from 1, it was. No tensor is made.
 *
 * @param network  what was trained
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT; E_CHECKPOINT_MISMATCH when it is no checkpoint of this version
 */
export function modelOfCheckpoint(
  checkpoint: Uint8Array,
  { graph }: Pick<CompiledNetwork, 'graph'>,
): Uint8Array {
  const { tensors, epoch, step } = storedModel(checkpoint);
  return encodeSafetensors({
    tensors,
    metadata: { epoch: String(epoch), step: String(step), [NETWORK_KEY]: JSON.stringify(graph) },
  });
}

function shapesOf(network: CompiledNetwork): ModelShapes {
  return {
    weights: Object.fromEntries(network.weights.map((weight) => [weight.name, weight])),
    statistics: Object.fromEntries(
      network.nodes.flatMap(({ name, state }) =>
        Object.entries(state).map(([local, spec]) => [`${name}/${local}`, spec] as const),
      ),
    ),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw withoutNetwork('what it names is no JSON');
  }
}

function withoutNetwork(why: string): ConvlabError {
  return new ConvlabError({
    code: 'E_MODEL_NETWORK',
    message: `The file holds weights but no network: ${why}`,
    expected: 'a model file that a training or convlab import wrote',
    hint: 'For weights of a PyTorch network: npx convlab import FILE --architecture NAME.',
  });
}
