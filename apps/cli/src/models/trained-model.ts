import { ConvlabError, decodeSafetensors, type NamedTensors, type Registry } from '@convlab/core';
import { compileNetwork, parseGraph, type CompiledNetwork } from '@convlab/network';
import { decodeModel, encodeModel, type ModelShapes } from '@convlab/training';

/** A network with its weights and running statistics. */
export interface TrainedModel {
  readonly network: CompiledNetwork;
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
}

/* Where a model file keeps its network. */
const NETWORK_KEY = 'network';

/** A model as one safetensors file that holds its network as well, as JSON. */
export function encodeTrainedModel({ network, weights, state }: TrainedModel): Promise<Uint8Array> {
  return encodeModel({ weights, statistics: state }, { [NETWORK_KEY]: JSON.stringify(network.graph) });
}

/**
 * Reads what {@link encodeTrainedModel} wrote. The caller owns the tensors.
 *
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT; E_MODEL_NETWORK when the file holds no network; E_NETWORK_…, E_PLUGIN_… when it
 * is none that is known here; E_CHECKPOINT_MISMATCH when its tensors are not those of its network
 */
export function decodeTrainedModel(file: Uint8Array, registry: Registry): TrainedModel {
  const text = decodeSafetensors(file).metadata[NETWORK_KEY];
  if (text === undefined) throw withoutNetwork('it is named by none');
  return restoreModel(file, compileNetwork(parseGraph(parseJson(text)), registry));
}

/**
 * Weights of a known network, as a training keeps them. The caller owns the tensors.
 *
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT, E_CHECKPOINT_MISMATCH
 */
export function restoreModel(file: Uint8Array, network: CompiledNetwork): TrainedModel {
  const { weights, statistics } = decodeModel(file, shapesOf(network));
  return { network, weights, state: statistics };
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
    expected: 'a file that convlab import wrote',
    hint: 'For weights of a PyTorch network: npx convlab import FILE --architecture NAME. For a run: npx convlab export RUN.',
  });
}
