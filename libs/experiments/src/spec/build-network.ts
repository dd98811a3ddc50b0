import type { DataSetInfo, NetworkGraph, PluginRef, Registry, Shape } from '@convlab/core';
import { compileNetwork, parseGraph, requireOutputs, type CompiledNetwork } from '@convlab/network';
import type { CompleteSpec } from './experiment-spec.ts';
import { located } from './located.ts';

/** What of an experiment makes its network. */
export type NetworkPart = Pick<CompleteSpec, 'network' | 'regularizers'>;

/**
 * The network of an experiment for inputs of some shape, with what its regularizers insert.
 *
 * @throws {ConvlabError} E_SHAPE_…, E_NETWORK_…, with the path in the experiment
 */
export function buildNetwork(
  spec: NetworkPart,
  info: Pick<DataSetInfo, 'numOutputs'>,
  inputShape: Shape,
  registry: Registry,
): CompiledNetwork {
  const graph = spec.regularizers.reduce<NetworkGraph>(
    (current, ref) => {
      const regularizer = registry.create('regularizer', ref);
      return regularizer.rewrite?.(current) ?? current;
    },
    baseGraph(spec, info, inputShape, registry),
  );
  const network = located(['network', spec.network.graph === undefined ? 'architecture' : 'graph'], () =>
    compileNetwork(graph, registry),
  );
  located(['network'], () => requireOutputs(network, info.numOutputs));
  return network;
}

function baseGraph(
  spec: NetworkPart,
  info: Pick<DataSetInfo, 'numOutputs'>,
  inputShape: Shape,
  registry: Registry,
): NetworkGraph {
  const { architecture, graph, normalization, activation, initializer } = spec.network;
  if (graph !== undefined) return located(['network', 'graph'], () => ({ ...parseGraph(graph), inputShape }));
  return located(['network', 'architecture'], () =>
    registry.create('architecture', architecture as PluginRef).build({
      inputShape,
      numOutputs: info.numOutputs,
      ...(normalization === undefined ? {} : { normalization }),
      ...(activation === undefined ? {} : { activation }),
      ...(initializer === undefined ? {} : { initializer }),
    }),
  );
}
