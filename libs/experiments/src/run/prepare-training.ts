import {
  createRng,
  numElements,
  type DataSplit,
  type ExampleSource,
  type FittedScaler,
  type PluginRef,
  type Registry,
} from '@convlab/core';
import { augmentedSource, memorySource, noisyLabels, perturbedSource, scaledSource } from '@convlab/data';
import type { TrainingSetup } from '@convlab/training';
import { createMetrics } from '../spec/metrics.ts';
import { planSplit, runRng } from './plan-split.ts';
import { buildNetwork } from '../spec/build-network.ts';
import type { ResolvedExperiment } from '../spec/resolve-experiment.ts';

/** A training that is ready to start, and what it was made from. */
export interface PreparedTraining {
  readonly setup: TrainingSetup;
  readonly scaler: FittedScaler;
}

/** The data of one training, before anything is scaled. */
export interface PreparedData {
  /** The data set, with the examples of validation and test as the experiment perturbs them. */
  readonly source: ExampleSource;
  readonly split: DataSplit;
  /** Fitted on the training part, as the network reads its inputs. */
  readonly scaler: FittedScaler;
}

/**
 * The parts and the fitted scaler of a training, as {@link prepareTraining} makes them.
 *
 * @param source  the experiment's data set
 * @throws {ConvlabError} E_DATA_…, E_SPEC_SPLIT
 */
export async function prepareData(
  { spec }: ResolvedExperiment,
  source: ExampleSource,
  registry: Registry,
): Promise<PreparedData> {
  const split = planSplit(spec, source, registry);
  const scaler = await registry.create('scaler', spec.data.scale).fit(source, split.train);
  const perturbed = perturbedSource(source, Int32Array.from([...split.validation, ...split.test]), {
    perturbations: spec.data.perturb.map((ref) => registry.create('augmentation', ref)),
    rng: createRng(spec.seed).fold('perturbation'),
  });
  return { source: perturbed, split, scaler };
}

/* Scaled once when it fits; larger data is scaled as it is read. */
const MAX_SCALED_BYTES = 512 * 2 ** 20;

/**
 * Loads the data, splits and scales it, and builds every part.
 *
 * Split, label noise, perturbation, first weights, order and noise each have a stream of their own under the experiment's seed;
 * label noise and perturbation are the same in all trainings of an experiment, as they would be in data that came with them.
 *
 * @param backend  what computes, for the record
 * @throws {ConvlabError} E_DATA_…, E_SHAPE_…
 */
export async function prepareTraining(
  experiment: ResolvedExperiment,
  registry: Registry,
  backend: TrainingSetup['backend'],
): Promise<PreparedTraining> {
  const { spec, info } = experiment;
  const loaded = await registry.create('data-set', spec.data.set).load();
  const { source: raw, split, scaler } = await prepareData(experiment, loaded, registry);
  const labelled = noisyLabels(
    raw,
    split.train,
    spec.data.labelNoise,
    createRng(spec.seed).fold('label-noise'),
  );
  const source = await scaleOnce(labelled, scaler);
  const augmentations = spec.data.augment.map((ref) => registry.create('augmentation', ref));
  const trainingRng = runRng(spec).fold('training');
  const setup: TrainingSetup = {
    network: buildNetwork(spec, info, scaler.outputShape, registry),
    loss: registry.create('loss', spec.loss as PluginRef),
    optimizer: registry.create('optimizer', spec.optimizer),
    regularizers: spec.regularizers.map((ref) => registry.create('regularizer', ref)),
    metrics: createMetrics(spec.metrics ?? [], registry),
    source,
    ...(augmentations.length === 0
      ? {}
      : {
          trainingSource: (epoch) =>
            scaledSource(augmentedSource(labelled, { augmentations, rng: trainingRng, epoch }), scaler),
        }),
    split,
    judge: spec.test === true ? ['validation', 'test'] : ['validation'],
    settings: {
      batchSize: spec.training.batchSize,
      epochs: spec.training.epochs,
      monitor: spec.training.monitor,
      ...(spec.training.earlyStopping === undefined ? {} : { earlyStopping: spec.training.earlyStopping }),
    },
    rng: trainingRng,
    backend,
  };
  return { setup, scaler };
}

async function scaleOnce(raw: ExampleSource, scaler: FittedScaler): Promise<ExampleSource> {
  const bytes = raw.length * numElements(scaler.outputShape) * Float32Array.BYTES_PER_ELEMENT;
  if (bytes > MAX_SCALED_BYTES) return scaledSource(raw, scaler);
  const { inputs, targets } = await raw.read(Int32Array.from({ length: raw.length }, (_, i) => i));
  return memorySource(
    { ...raw.info, inputShape: scaler.outputShape },
    { inputs: scaler.transform(inputs), targets },
  );
}
