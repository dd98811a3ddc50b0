import {
  ConvlabError,
  decodeSafetensors,
  encodeSafetensors,
  numElements,
  sameShape,
  storeFloats,
  type NamedTensors,
  type StoredTensor,
} from '@convlab/core';
import type { CompiledNetwork } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { fromTorch, toTorch } from '../torch-layout/torch-layout.ts';
import {
  detectTorchNaming,
  renameTorch,
  torchTensors,
  type TorchNaming,
  type TorchTensor,
} from '../torch-names/torch-names.ts';
import { storedFloats } from './stored-floats.ts';

/** A tensor of a file that has another shape than the network's. */
export interface MisshapenTensor {
  readonly name: string;
  readonly received: readonly number[];
  readonly expected: readonly number[];
}

/** What fitted and what did not. */
export interface TorchLoadReport {
  /** The naming that the file turned out to have. */
  readonly naming: TorchNaming;
  readonly loaded: readonly string[];
  /** In the file, but not in the network. */
  readonly unknown: readonly string[];
  /** In the network, but not in the file; by the file's naming. */
  readonly missing: readonly string[];
  readonly misshapen: readonly MisshapenTensor[];
}

/** Weights and statistics from a state dict. The caller owns the tensors. */
export interface LoadedTorchWeights {
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
  readonly report: TorchLoadReport;
  /** Counters such as `num_batches_tracked`, which nothing here needs; {@link saveTorchWeights} can write them back. */
  readonly counters: Readonly<Record<string, StoredTensor>>;
}

const COUNTER = /(^|\.)num_batches_tracked$/;

/* Distributed training puts this before every name. */
const WRAPPER_PREFIX = /^module\./;

/**
 * Reads a PyTorch state dict in a safetensors file into a network's weights.
 *
 * Finds the naming by itself (torchvision, timm, older ports, with or without `module.`), changes the layouts (O·I·H·W to
 * H·W·I·O, depthwise, dense, and the order of a flattened image), and takes F32, F64, F16 and BF16. A 1×1 convolution fits a
 * dense layer and the other way round. Momentum and epsilon are not in a state dict; they are the architecture's variant.
 *
 * @param options.partial  take what fits and leave the rest to the caller, as for another number of classes
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT, E_INTEROP_TYPE
 * @throws {ConvlabError} E_INTEROP_WEIGHTS listing unknown, missing and misshapen tensors, unless `partial`
 */
export function loadTorchWeights(
  network: CompiledNetwork,
  file: Uint8Array,
  options: { readonly partial?: boolean } = {},
): LoadedTorchWeights {
  const all = stripWrapper(decodeSafetensors(file).tensors);
  const counters = pick(all, (name) => COUNTER.test(name));
  const stored = pick(all, (name) => !COUNTER.test(name));
  const expected = torchTensors(network);
  const naming = detectTorchNaming(expected, new Set(Object.keys(stored)));
  const report = compare(expected, stored, naming);
  if (options.partial !== true) requireFit(report);
  const fitting = new Set(report.loaded);
  const wanted = expected.filter(({ torchName }) => fitting.has(renameTorch(torchName, naming)));
  const read = (kind: TorchTensor['kind']): NamedTensors =>
    Object.fromEntries(
      wanted
        .filter((tensor) => tensor.kind === kind)
        .map((tensor) => {
          const name = renameTorch(tensor.torchName, naming);
          const values = storedFloats(stored[name] as StoredTensor, name);
          return [tensor.name, tf.tensor(fromTorch(values, tensor.shape, tensor.layout), [...tensor.shape])];
        }),
    );
  return { weights: read('weight'), state: read('state'), report, counters };
}

/** How a state dict is written. */
export interface SaveTorchOptions {
  /** Whose names; torchvision's when left out. */
  readonly naming?: TorchNaming;
  /** Counters from {@link LoadedTorchWeights}, to write back. */
  readonly counters?: Readonly<Record<string, StoredTensor>>;
  /** Free text by key, such as `{ format: 'pt' }`, which PyTorch's readers ask for. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a network's weights as a PyTorch state dict in a safetensors file: the same names and layouts that
 * {@link loadTorchWeights} reads, so that a file read and written again has the same bytes.
 *
 * @throws {ConvlabError} E_INTEROP_WEIGHTS when a weight or statistic of the network is not given
 */
export async function saveTorchWeights(
  network: CompiledNetwork,
  values: { readonly weights: NamedTensors; readonly state: NamedTensors },
  options: SaveTorchOptions = {},
): Promise<Uint8Array> {
  const naming = options.naming ?? 'torchvision';
  const tensors: Record<string, StoredTensor> = { ...options.counters };
  for (const { name, kind, shape, torchName, torchShape, layout } of torchTensors(network)) {
    const tensor = (kind === 'weight' ? values.weights : values.state)[name];
    if (tensor === undefined) throw notGiven(name);
    const ours = new Float32Array(await tensor.data());
    tensors[renameTorch(torchName, naming)] = storeFloats(toTorch(ours, shape, layout), torchShape);
  }
  return encodeSafetensors({ tensors, metadata: options.metadata ?? { format: 'pt' } });
}

function stripWrapper(
  tensors: Readonly<Record<string, StoredTensor>>,
): Readonly<Record<string, StoredTensor>> {
  const names = Object.keys(tensors);
  if (names.length === 0 || !names.every((name) => WRAPPER_PREFIX.test(name))) return tensors;
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name.replace(WRAPPER_PREFIX, ''), tensor]),
  );
}

function pick(
  tensors: Readonly<Record<string, StoredTensor>>,
  wanted: (name: string) => boolean,
): Readonly<Record<string, StoredTensor>> {
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => wanted(name)));
}

function compare(
  expected: readonly TorchTensor[],
  stored: Readonly<Record<string, StoredTensor>>,
  naming: TorchNaming,
): TorchLoadReport {
  const known = new Map(expected.map((tensor) => [renameTorch(tensor.torchName, naming), tensor]));
  const present = [...known].filter(([name]) => Object.hasOwn(stored, name));
  const misshapen = present.flatMap(([name, tensor]) => {
    const received = stored[name]?.shape ?? [];
    return fits(received, tensor.torchShape) ? [] : [{ name, received, expected: tensor.torchShape }];
  });
  const wrong = new Set(misshapen.map(({ name }) => name));
  return {
    naming,
    loaded: present.map(([name]) => name).filter((name) => !wrong.has(name)),
    unknown: Object.keys(stored).filter((name) => !known.has(name)),
    missing: [...known.keys()].filter((name) => !Object.hasOwn(stored, name)),
    misshapen,
  };
}

/* A dense kernel [O, I] lies in memory as a convolution's [O, C, H, W] with I = C · H · W. */
function fits(received: readonly number[], expected: readonly number[]): boolean {
  if (sameShape(received, expected)) return true;
  const isKernel = (shape: readonly number[]): boolean => shape.length === 2 || shape.length === 4;
  return (
    isKernel(received) &&
    isKernel(expected) &&
    received[0] === expected[0] &&
    numElements(received) === numElements(expected) &&
    (received.length === 2 || expected.length === 2)
  );
}

function requireFit({ unknown, missing, misshapen }: TorchLoadReport): void {
  if (unknown.length + missing.length + misshapen.length === 0) return;
  const shapes = misshapen.map(
    ({ name, received, expected }) => `${name} [${received.join(', ')}] instead of [${expected.join(', ')}]`,
  );
  const list = (title: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${names.length} ${title}: ${shorten(names)}`];
  throw new ConvlabError({
    code: 'E_INTEROP_WEIGHTS',
    message: [
      'The file does not fit the network',
      ...list('unknown', unknown),
      ...list('missing', missing),
      ...list('misshapen', shapes),
    ].join('; '),
    expected: 'the state dict of this architecture, variant and number of classes',
    hint: 'Load it partially to take only what fits, for instance to train for other classes.',
  });
}

const MAX_LISTED = 8;

function shorten(names: readonly string[]): string {
  const rest = names.length - MAX_LISTED;
  return `${names.slice(0, MAX_LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function notGiven(name: string): ConvlabError {
  return new ConvlabError({
    code: 'E_INTEROP_WEIGHTS',
    message: `The values lack "${name}"`,
    expected: 'every weight and statistic of the network',
  });
}
