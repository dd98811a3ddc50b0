import type { NetworkBuilder, NodeHandle } from '@convlab/network';

/** A part of a network under construction: adds nodes behind one node, and gives the last of them. */
export type Branch = (input: NodeHandle) => NodeHandle;

/**
 * A residual connection: adds an `add` node.
 *
 * y = branch(x) + shortcut(x), the shortcut being x itself when left out
 *
 * Branch and shortcut must give one shape; compiling the graph throws E_SHAPE_MISMATCH and names the node when they do not.
 *
 * @param name  of the node that adds
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, eq. 1 and 2.
 * @example
 * const y = residual(b, 'block1', x, (from) => b.add('conv1', 'layer', { id: 'conv', filters: 16, padding: 'same' }, from));
 */
export function residual(
  builder: NetworkBuilder,
  name: string,
  input: NodeHandle,
  branch: Branch,
  shortcut: Branch = (from) => from,
): NodeHandle {
  return builder.add(name, 'layer', 'add', branch(input), shortcut(input));
}

/**
 * Branches side by side: adds a `concatenate` node.
 *
 * y = [branch1(x), branch2(x), …] along the channels: [N, H, W, C1 + C2 + …]
 *
 * Branches must agree in everything but channels; compiling the graph throws E_SHAPE_MISMATCH and names the node when they do not.
 *
 * @param name      of the node that concatenates
 * @param branches  two or more
 * @see Szegedy et al., "Going deeper with convolutions", CVPR 2015, figure 2.
 */
export function parallel(
  builder: NetworkBuilder,
  name: string,
  input: NodeHandle,
  ...branches: readonly [Branch, Branch, ...Branch[]]
): NodeHandle {
  const [first, ...others] = branches;
  return builder.add(name, 'layer', 'concatenate', first(input), ...others.map((branch) => branch(input)));
}
