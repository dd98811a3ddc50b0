import { ConvlabError, type NetworkGraph, type NetworkNode } from '@convlab/core';

/** The name by which nodes refer to the network's input. */
export const INPUT = 'input';

/**
 * The nodes in an order in which each comes after what it needs.
 *
 * Nodes keep their written order as far as possible, so that the order is the same every time.
 *
 * @throws {ConvlabError} E_NETWORK_NAME when two nodes share a name or one is called `input`
 * @throws {ConvlabError} E_NETWORK_EDGE when a node or output refers to a node that does not exist
 * @throws {ConvlabError} E_NETWORK_CYCLE when nodes depend on each other in a circle
 * @throws {ConvlabError} E_NETWORK_UNUSED when a node leads to no output, so that its weights could not learn
 */
export function orderNodes(graph: NetworkGraph): readonly NetworkNode[] {
  const byName = indexNodes(graph);
  requireKnownNames(graph, byName);
  const ordered: NetworkNode[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const root of graph.nodes) visit(root, byName, state, ordered);
  requireUsed(graph, byName);
  return ordered;
}

function indexNodes(graph: NetworkGraph): ReadonlyMap<string, NetworkNode> {
  const byName = new Map<string, NetworkNode>();
  graph.nodes.forEach((node, i) => {
    if (node.name === INPUT || byName.has(node.name)) {
      throw new ConvlabError({
        code: 'E_NETWORK_NAME',
        message: `The name "${node.name}" is taken`,
        path: ['nodes', i, 'name'],
        hint:
          node.name === INPUT ? 'The network’s input has this name.' : 'Give each node a name of its own.',
      });
    }
    byName.set(node.name, node);
  });
  return byName;
}

function requireKnownNames(graph: NetworkGraph, byName: ReadonlyMap<string, NetworkNode>): void {
  graph.nodes.forEach((node, i) => {
    node.inputs.forEach((input, k) => {
      if (input !== INPUT && !byName.has(input)) throw unknownNode(input, ['nodes', i, 'inputs', k]);
    });
  });
  graph.outputs.forEach(({ node }, i) => {
    if (!byName.has(node)) throw unknownNode(node, ['outputs', i, 'node']);
  });
  graph.stages?.forEach(({ node }, i) => {
    if (!byName.has(node)) throw unknownNode(node, ['stages', i, 'node']);
  });
}

function unknownNode(name: string, path: readonly (string | number)[]): ConvlabError {
  return new ConvlabError({ code: 'E_NETWORK_EDGE', message: `There is no node called "${name}"`, path });
}

/* Iterative depth-first search: a deep network must not overflow the call stack. */
function visit(
  root: NetworkNode,
  byName: ReadonlyMap<string, NetworkNode>,
  state: Map<string, 'open' | 'done'>,
  ordered: NetworkNode[],
): void {
  const stack: { node: NetworkNode; next: number }[] = [{ node: root, next: 0 }];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1] as { node: NetworkNode; next: number };
    const { node } = frame;
    if (frame.next === 0 && state.get(node.name) === 'done') {
      stack.pop();
      continue;
    }
    state.set(node.name, 'open');
    const input = node.inputs[frame.next++];
    if (input === undefined) {
      state.set(node.name, 'done');
      ordered.push(node);
      stack.pop();
    } else if (input !== INPUT && state.get(input) !== 'done') {
      if (state.get(input) === 'open')
        throw cycle(
          input,
          stack.map((each) => each.node.name),
        );
      stack.push({ node: byName.get(input) as NetworkNode, next: 0 });
    }
  }
}

function cycle(from: string, trail: readonly string[]): ConvlabError {
  const circle = [...trail.slice(trail.indexOf(from)), from].reverse();
  return new ConvlabError({
    code: 'E_NETWORK_CYCLE',
    message: `Nodes depend on each other in a circle: ${circle.join(' -> ')}`,
    expected: 'a network without cycles',
  });
}

function requireUsed(graph: NetworkGraph, byName: ReadonlyMap<string, NetworkNode>): void {
  const used = new Set<string>();
  const open = graph.outputs.map(({ node }) => node);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name) || name === INPUT) continue;
    used.add(name);
    open.push(...(byName.get(name)?.inputs ?? []));
  }
  graph.nodes.forEach(({ name }, i) => {
    if (used.has(name)) return;
    throw new ConvlabError({
      code: 'E_NETWORK_UNUSED',
      message: `Node "${name}" leads to no output`,
      path: ['nodes', i],
      hint: 'Remove it, or add an output for it.',
    });
  });
}
