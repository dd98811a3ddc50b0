import type { LayerWindow } from '@convlab/core';
import type { CompiledNetwork, CompiledNode } from '@convlab/network';

/** Height and width. */
export type Pair = readonly [height: number, width: number];

/** The window of the input image that one position of a feature map sees. */
export interface LocalField {
  /** Extent in input pixels. It may be larger than the image; then the rest lies in the padding. */
  readonly size: Pair;
  /** Step between the windows of neighbouring positions, in input pixels. */
  readonly stride: Pair;
  /** How far the window of the first position begins before the image, in input pixels. */
  readonly padding: Pair;
}

/** What a node's output depends on. */
export interface ReceptiveField {
  /** The sliding window; null when each output sees the whole input, as after a dense layer. */
  readonly local: LocalField | null;
  /** Whether the whole image has an influence: by a dense layer, global pooling, or a gate made of one. */
  readonly global: boolean;
}

/** The input sees itself. */
const INPUT_FIELD: ReceptiveField = {
  local: { size: [1, 1], stride: [1, 1], padding: [0, 0] },
  global: false,
};

/**
 * Receptive fields of every node, by name, the input's under `input`.
 *
 * size' = size + (kernel − 1) · dilation · stride;  stride' = stride · s;  padding' = padding + p · stride
 *
 * Where paths meet, the largest size counts (with the padding of that path). A gate such as squeeze-and-excitation lets
 * every output depend on the whole image; then `global` is set, and `local` still tells the window of the maps it scales.
 *
 * @see Araujo, Norris & Sim, "Computing receptive fields of convolutional neural networks", Distill 2019.
 */
export function receptiveFields(
  network: Pick<CompiledNetwork, 'nodes'>,
): ReadonlyMap<string, ReceptiveField> {
  const fields = new Map<string, ReceptiveField>([['input', INPUT_FIELD]]);
  for (const node of network.nodes) {
    fields.set(node.name, through(node, merge(node.inputs.map((name) => fields.get(name) ?? INPUT_FIELD))));
  }
  return fields;
}

function through({ layer, inputShapes }: CompiledNode, below: ReceptiveField): ReceptiveField {
  const window = layer.window?.(inputShapes);
  if (window === 'global') return { local: null, global: true };
  if (window === undefined || below.local === null) return below;
  return { local: slide(below.local, window), global: below.global };
}

function slide({ size, stride, padding }: LocalField, window: LayerWindow): LocalField {
  const pair = (along: (axis: 0 | 1) => number): Pair => [along(0), along(1)];
  return {
    size: pair((axis) => size[axis] + (window.kernel[axis] - 1) * window.dilation[axis] * stride[axis]),
    stride: pair((axis) => stride[axis] * window.strides[axis]),
    padding: pair((axis) => padding[axis] + window.padding[axis][0] * stride[axis]),
  };
}

function merge(fields: readonly ReceptiveField[]): ReceptiveField {
  const locals = fields.flatMap(({ local }) => (local === null ? [] : [local]));
  return {
    local: locals.length === 0 ? null : locals.reduce(larger),
    global: fields.some(({ global }) => global),
  };
}

/* Along each axis by itself: one path may look further up and down, another further sideways. */
function larger(a: LocalField, b: LocalField): LocalField {
  const wider = (axis: 0 | 1): LocalField =>
    b.size[axis] > a.size[axis] || (b.size[axis] === a.size[axis] && b.padding[axis] > a.padding[axis])
      ? b
      : a;
  const [down, across] = [wider(0), wider(1)];
  return {
    size: [down.size[0], across.size[1]],
    stride: [down.stride[0], across.stride[1]],
    padding: [down.padding[0], across.padding[1]],
  };
}
