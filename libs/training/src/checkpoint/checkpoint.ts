import {
  ConvlabError,
  decodeSafetensors,
  encodeSafetensors,
  readFloats,
  storeFloats,
  type NamedTensors,
  type Safetensors,
  type StoredTensor,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { Progress } from '../early-stopping/early-stopping.ts';
import type { MetricRow } from '../events/run-event.ts';
import type { SavedReadings } from '../step/step-readings.ts';
import { flattenOptimizerState, unflattenOptimizerState, type ModelState } from '../step/model-state.ts';

/** Weights and statistics of a network. */
export type Model = Pick<ModelState, 'weights' | 'statistics'>;

/** What a model must look like: the shapes of its weights and statistics by name. A model is one itself. */
export interface ModelShapes {
  readonly weights: Readonly<Record<string, { readonly shape: readonly number[] }>>;
  readonly statistics: Readonly<Record<string, { readonly shape: readonly number[] }>>;
}

/** An epoch that was interrupted: its updates up to `step` are done. */
export interface InterruptedEpoch {
  readonly step: number;
  readonly readings: SavedReadings;
}

/** Everything that a training needs to go on as if it had never been interrupted. */
export interface TrainingCheckpoint {
  readonly epoch: number;
  readonly step: number;
  readonly model: ModelState;
  /** The model of the best epoch; absent before there is one. */
  readonly best: Model | undefined;
  readonly progress: Progress;
  /** The metric row of every epoch so far. */
  readonly history: readonly MetricRow[];
  /** What schedules have observed. */
  readonly observed: unknown;
  /** Set when the training was stopped within an epoch. */
  readonly interrupted: InterruptedEpoch | undefined;
}

const VERSION = 1;
/* Where a checkpoint keeps the model that it goes on from. */
const LATEST = 'latest/';

/**
 * A model as a safetensors file: weights under `weights/`, running statistics under `statistics/`.
 *
 * @param metadata  free text by key
 */
export async function encodeModel(model: Model, metadata: Record<string, string> = {}): Promise<Uint8Array> {
  return encodeSafetensors({ tensors: await storeModel(model, ''), metadata });
}

/**
 * Reads what {@link encodeModel} wrote. The caller owns the tensors.
 *
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT; E_CHECKPOINT_MISMATCH when tensors are missing or shaped differently
 */
export function decodeModel(file: Uint8Array, shapes: ModelShapes): Model {
  return restoreModel(decodeSafetensors(file), '', shapes);
}

/** A checkpoint as one safetensors file. */
export async function encodeCheckpoint(checkpoint: TrainingCheckpoint): Promise<Uint8Array> {
  const { epoch, step, model, best, progress, history, observed, interrupted } = checkpoint;
  const { tensors, numbers } = flattenOptimizerState(model.optimizer);
  const stored = {
    ...(await storeModel(model, LATEST)),
    ...(best === undefined ? {} : await storeModel(best, 'best/')),
    ...(await storeAll(tensors, 'optimizer/')),
  };
  const facts = {
    version: VERSION,
    epoch,
    step,
    progress,
    history,
    numbers,
    observed,
    interrupted,
    hasBest: best !== undefined,
  };
  return encodeSafetensors({ tensors: stored, metadata: { convlab: JSON.stringify(facts) } });
}

/**
 * Reads a checkpoint. The caller owns the tensors.
 *
 * @param template  a freshly initialized model of the same network and optimizer: names and shapes must agree
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT; E_CHECKPOINT_MISMATCH when it belongs to another network or optimizer
 */
export function decodeCheckpoint(file: Uint8Array, template: ModelState): TrainingCheckpoint {
  const content = decodeSafetensors(file);
  const facts = readFacts(content);
  const leaves = flattenOptimizerState(template.optimizer).tensors;
  const tensors = Object.fromEntries(
    Object.entries(leaves).map(([path, like]) => [path, restore(content, `optimizer/${path}`, like.shape)]),
  );
  return {
    epoch: facts.epoch,
    step: facts.step,
    progress: facts.progress,
    history: facts.history,
    observed: facts.observed,
    interrupted: facts.interrupted,
    best: facts.hasBest ? restoreModel(content, 'best/', template) : undefined,
    model: {
      ...restoreModel(content, LATEST, template),
      optimizer: unflattenOptimizerState(template.optimizer, { tensors, numbers: facts.numbers }),
    },
  };
}

/** The model of a checkpoint as it is stored. */
export interface StoredModel extends Safetensors {
  /** Finished epochs. */
  readonly epoch: number;
  /** Updates that made it; more than those of its epochs where it was interrupted within one. */
  readonly step: number;
}

/**
 * The model that a checkpoint goes on from, as {@link encodeModel} stores it; its values are views of the checkpoint's bytes.
 *
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT; E_CHECKPOINT_MISMATCH when it is no checkpoint of this version
 */
export function storedModel(checkpoint: Uint8Array): StoredModel {
  const content = decodeSafetensors(checkpoint);
  const { epoch, step, interrupted } = readFacts(content);
  const own = Object.entries(content.tensors).filter(([name]) => name.startsWith(LATEST));
  return {
    tensors: Object.fromEntries(own.map(([name, tensor]) => [name.slice(LATEST.length), tensor])),
    metadata: {},
    epoch,
    step: interrupted?.step ?? step,
  };
}

interface Facts {
  readonly version: number;
  readonly epoch: number;
  readonly step: number;
  readonly progress: Progress;
  readonly history: readonly MetricRow[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly observed: unknown;
  readonly interrupted?: InterruptedEpoch;
  readonly hasBest: boolean;
}

function readFacts({ metadata }: Safetensors): Facts {
  const text = metadata['convlab'];
  const facts = text === undefined ? undefined : (JSON.parse(text) as Facts);
  if (facts?.version === VERSION) return facts;
  throw new ConvlabError({
    code: 'E_CHECKPOINT_MISMATCH',
    message: 'The file is no checkpoint of this version',
    received: facts?.version,
    expected: `version ${VERSION}`,
  });
}

async function storeModel(model: Model, prefix: string): Promise<Record<string, StoredTensor>> {
  return {
    ...(await storeAll(model.weights, `${prefix}weights/`)),
    ...(await storeAll(model.statistics, `${prefix}statistics/`)),
  };
}

async function storeAll(tensors: NamedTensors, prefix: string): Promise<Record<string, StoredTensor>> {
  const entries = Object.entries(tensors).map(
    async ([name, tensor]) =>
      [`${prefix}${name}`, storeFloats(await tensor.data<'float32'>(), tensor.shape)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

function restoreModel(content: Safetensors, prefix: string, template: ModelShapes): Model {
  const restoreAll = (like: ModelShapes['weights'], part: string): NamedTensors =>
    Object.fromEntries(
      Object.entries(like).map(([name, { shape }]) => [
        name,
        restore(content, `${prefix}${part}/${name}`, shape),
      ]),
    );
  return {
    weights: restoreAll(template.weights, 'weights'),
    statistics: restoreAll(template.statistics, 'statistics'),
  };
}

function restore({ tensors }: Safetensors, name: string, shape: readonly number[]): tf.Tensor {
  const stored = tensors[name];
  if (stored === undefined || stored.shape.join() !== shape.join()) {
    throw new ConvlabError({
      code: 'E_CHECKPOINT_MISMATCH',
      message: `The checkpoint does not fit: tensor "${name}" ${stored === undefined ? 'is missing' : 'has another shape'}`,
      received: stored?.shape,
      expected: `shape [${shape.join(', ')}]`,
      hint: 'It was written for another network or optimizer.',
    });
  }
  return tf.tensor(readFloats(stored, name), [...shape]);
}
