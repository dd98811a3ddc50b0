import { fullId, type NetworkGraph, type NetworkNode, type Operation } from '@convlab/core';

/** The name of the graph's input. */
const INPUT = 'input';

/**
 * The graph with a node put behind `source` for those of its readers that are asked for.
 *
 * @param source  name of a node, or `input`
 * @param suffix  the new node is called `<source>/<suffix>`, numbered if that is taken
 */
export function insertAfter(
  graph: NetworkGraph,
  source: string,
  suffix: string,
  op: Operation,
  reads: (reader: NetworkNode) => boolean = () => true,
): NetworkGraph {
  const name = freeName(graph, `${source}/${suffix}`);
  const nodes = graph.nodes.map((node) =>
    node.inputs.includes(source) && reads(node)
      ? { ...node, inputs: node.inputs.map((input) => (input === source ? name : input)) }
      : node,
  );
  return { ...graph, nodes: [...nodes, { name, op, inputs: [source] }] };
}

/** The graph with a node put before one input of `reader`. */
export function insertBefore(
  graph: NetworkGraph,
  reader: NetworkNode,
  source: string,
  suffix: string,
  op: Operation,
): NetworkGraph {
  return insertAfter(graph, source, suffix, op, ({ name }) => name === reader.name);
}

/** Whether a node is of one of these plugins. */
export function isOne(node: NetworkNode | undefined, kind: string, ...ids: readonly string[]): boolean {
  return node !== undefined && node.op.kind === kind && ids.includes(fullId(node.op.id));
}

/** Nodes by name. */
export function nodesByName(graph: NetworkGraph): ReadonlyMap<string, NetworkNode> {
  return new Map(graph.nodes.map((node) => [node.name, node]));
}

/** Activations that feed something: all but those whose result is an output alone. */
export function hiddenActivations(graph: NetworkGraph): readonly NetworkNode[] {
  const read = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
  return graph.nodes.filter(({ name, op }) => op.kind === 'activation' && read.has(name));
}

/** Whether a value is the graph's input, at most reshaped on the way. */
export function isGraphInput(graph: NetworkGraph, name: string): boolean {
  if (name === INPUT) return true;
  const node = nodesByName(graph).get(name);
  const [input] = node?.inputs ?? [];
  const reshapes = isOne(node, 'layer', 'convlab/flatten', 'convlab/reshape');
  return reshapes && input !== undefined && isGraphInput(graph, input);
}

/** The nearest node before `node` that is neither a normalization nor an activation. */
export function weightedSource(graph: NetworkGraph, node: NetworkNode): NetworkNode | undefined {
  const source = nodesByName(graph).get(node.inputs[0] ?? INPUT);
  if (source === undefined || source.op.kind === 'layer') return source;
  return weightedSource(graph, source);
}

function freeName(graph: NetworkGraph, wanted: string): string {
  const taken = nodesByName(graph);
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(name)) return name;
  }
}
