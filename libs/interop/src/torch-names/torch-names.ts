import { ConvlabError, fullId, numElements, type Shape } from '@convlab/core';
import type { CompiledNetwork, CompiledNode } from '@convlab/network';
import { torchShape, type TorchLayout } from '../torch-layout/torch-layout.ts';

/** One tensor of a network and its counterpart in a PyTorch state dict. */
export interface TorchTensor {
  /** Full name here, `<node>/<weight>`. */
  readonly name: string;
  /** Whether it is trained or a running statistic. */
  readonly kind: 'weight' | 'state';
  /** Shape here. */
  readonly shape: Shape;
  /** Name there, in torchvision's naming (or that of the port which the architecture follows). */
  readonly torchName: string;
  /** Shape there. */
  readonly torchShape: Shape;
  readonly layout: TorchLayout;
}

/* Names of weights and statistics within a layer. What is not listed keeps its name. */
const LOCAL_NAMES: Readonly<Record<string, string>> = {
  kernel: 'weight',
  gamma: 'weight',
  slope: 'weight',
  alpha: 'weight',
  beta: 'bias',
  movingMean: 'running_mean',
  movingVariance: 'running_var',
};

/**
 * The tensors of a network under PyTorch's names and in its layouts, in the network's order.
 *
 * Architectures name their nodes as torchvision (or the common port) names its modules, so that a name there is the node's,
 * with `.weight`, `.bias`, `.running_mean` or `.running_var`. Holds for any network; for those of one's own, a PyTorch module
 * needs the same names.
 *
 * @throws {ConvlabError} E_INTEROP_NAME when two tensors would get one name
 */
export function torchTensors(network: CompiledNetwork): readonly TorchTensor[] {
  const ids = new Map(network.graph.nodes.map(({ name, op }) => [name, fullId(op.id)]));
  const flattened = flattenedImages(network, ids);
  const tensors = network.nodes.flatMap((node) => {
    const id = ids.get(node.name) ?? '';
    const image = flattened.get(node.inputs[0] ?? '');
    const tensor = (local: string, shape: Shape, kind: TorchTensor['kind']): TorchTensor => {
      const layout = layoutOf(id, local, shape, image);
      return {
        name: `${node.name}/${local}`,
        kind,
        shape,
        torchName: `${node.name}.${LOCAL_NAMES[local] ?? local}`,
        torchShape: torchShape(shape, layout),
        layout,
      };
    };
    return [
      ...Object.entries(node.weights).map(([local, { shape }]) => tensor(local, shape, 'weight')),
      ...Object.entries(node.state).map(([local, { shape }]) => tensor(local, shape, 'state')),
    ];
  });
  requireUnique(tensors);
  return tensors;
}

function layoutOf(id: string, local: string, shape: Shape, image: Shape | undefined): TorchLayout {
  const from = image === undefined ? {} : { image };
  if (local === 'kernel' && shape.length === 4)
    return { kind: id === 'convlab/depthwise-conv' ? 'depthwise' : 'conv' };
  if (local === 'kernel' && shape.length === 2) return { kind: 'dense', ...from };
  const isOfInput = local !== 'bias' && shape.length === 1;
  return isOfInput && image !== undefined && shape[0] === numElements(image)
    ? { kind: 'vector', ...from }
    : { kind: shape.length === 1 ? 'vector' : 'same' };
}

/* For each node whose output is a flattened image of more than one pixel, that image's shape. */
function flattenedImages(
  network: CompiledNetwork,
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, Shape> {
  const images = new Map<string, Shape>();
  for (const node of network.nodes) {
    const image = flattens(node, ids) ? node.inputShapes[0] : passesOn(node, images);
    if (image?.length === 3 && (image[0] ?? 1) * (image[1] ?? 1) > 1) images.set(node.name, image);
  }
  return images;
}

function flattens(node: CompiledNode, ids: ReadonlyMap<string, string>): boolean {
  return ids.get(node.name) === 'convlab/flatten';
}

/* Dropout, activations and normalizations leave the order of a flattened image as it is; a kernel mixes it. */
function passesOn(node: CompiledNode, images: ReadonlyMap<string, Shape>): Shape | undefined {
  const mixes = Object.values(node.weights).some(({ role }) => role === 'kernel');
  const image = images.get(node.inputs[0] ?? '');
  const keeps = node.inputs.length === 1 && node.outputShape[0] === node.inputShapes[0]?.[0];
  return mixes || !keeps ? undefined : image;
}

function requireUnique(tensors: readonly TorchTensor[]): void {
  const seen = new Set<string>();
  for (const { torchName, name } of tensors) {
    if (seen.has(torchName)) {
      throw new ConvlabError({
        code: 'E_INTEROP_NAME',
        message: `Two tensors would be called "${torchName}" in PyTorch`,
        received: name,
        expected: 'nodes that each hold one kind of weights',
        hint: 'Rename one of the nodes.',
      });
    }
    seen.add(torchName);
  }
}

/** A naming of state dicts: torchvision's, or a common deviation from it. */
export type TorchNaming = 'torchvision' | 'timm-vgg' | 'senet' | 'last-linear' | 'linear' | 'densenet-2017';

/* From torchvision's name to another's. Each is a list of replacements, done in order. */
const NAMINGS: Readonly<Record<TorchNaming, readonly (readonly [RegExp, string])[]>> = {
  /** torchvision; also timm for ResNet, ResNeXt, SE-ResNet, DenseNet, Xception and Inception-ResNet-v2. */
  torchvision: [],
  /** timm's VGG, whose dense layers are convolutions. */
  'timm-vgg': [
    [/^classifier\.0\./, 'pre_logits.fc1.'],
    [/^classifier\.3\./, 'pre_logits.fc2.'],
    [/^classifier\.6\./, 'head.fc.'],
  ],
  /** The SENet authors' PyTorch port, timm's `legacy_seresnet*`. */
  senet: [
    [/^(conv1|bn1)\./, 'layer0.$1.'],
    [/\.se\./, '.se_module.'],
    [/^fc\./, 'last_linear.'],
  ],
  /** The older ports of Xception and Inception-ResNet-v2. */
  'last-linear': [[/^(fc|classif)\./, 'last_linear.']],
  /** The common CIFAR ResNet port. */
  linear: [[/^fc\./, 'linear.']],
  /** torchvision's published DenseNet files, with the names of PyTorch 0.3. */
  'densenet-2017': [[/\.denselayer(\d+)\.(norm|conv)(\d)\./, '.denselayer$1.$2.$3.']],
};

/** The names of the namings, torchvision's first. */
export const torchNamings = Object.freeze(Object.keys(NAMINGS)) as readonly TorchNaming[];

/** A torchvision name in another naming. */
export function renameTorch(torchName: string, naming: TorchNaming): string {
  const rules = NAMINGS[naming];
  return rules.reduce((name, [pattern, replacement]) => name.replace(pattern, replacement), torchName);
}

/** The naming that gives most of the names in a file; torchvision's when several do. */
export function detectTorchNaming(tensors: readonly TorchTensor[], names: ReadonlySet<string>): TorchNaming {
  const count = (naming: TorchNaming): number =>
    tensors.filter(({ torchName }) => names.has(renameTorch(torchName, naming))).length;
  return torchNamings.reduce((best, naming) => (count(naming) > count(best) ? naming : best));
}
