import type { NamedTensors } from '@convlab/core';
import {
  activationStatistics,
  histogramOf,
  updateStatistics,
  zeroShares,
  type Histogram,
  type UpdateStatistics,
} from '@convlab/inspection';
import type { CompiledNetwork } from '@convlab/network';
import type * as tf from '@tensorflow/tfjs';
import { beginsPart } from '../_internal/snapshots.ts';
import type { LayerHistograms, LayerRow, LayersEvent } from '../events/run-event.ts';
import type { ModelState } from '../step/model-state.ts';
import { batchTensors, type UpdateObserver } from '../step/training-step.ts';
import type { TrainingSetup } from '../train/training-setup.ts';

/* Measuring costs about as much as one update; once in so many, it is under two hundredths of the training. */
const STEPS_PER_OBSERVATION = 128;
/* Enough examples for a share of dead units to mean something, few enough to cost next to nothing beside an epoch. */
const PROBE = { min: 8, max: 64, shareOfTraining: 1 / 64 };

/** Values of weights or gradients by name, as plain numbers. */
type Values = ReadonlyMap<string, Float32Array>;

/**
 * Looks at the layers in the last update of an epoch.
 *
 * Draws no random numbers and changes nothing: a training gives the same numbers with and without it.
 */
export class LayerObserver {
  readonly #setup: TrainingSetup;
  readonly #stepsPerEpoch: number;
  readonly #probe: Int32Array;
  #norms: Promise<readonly UpdateStatistics[]> | undefined;
  #gradients: Promise<Values> | undefined;

  /** @param trainEval  the part of the training data that each epoch is evaluated on; activations are those of its first examples */
  constructor(setup: TrainingSetup, trainEval: Int32Array, stepsPerEpoch: number) {
    this.#setup = setup;
    this.#stepsPerEpoch = stepsPerEpoch;
    const wanted = Math.floor(setup.split.train.length * PROBE.shareOfTraining);
    this.#probe = trainEval.subarray(0, Math.min(PROBE.max, Math.max(PROBE.min, wanted)));
  }

  /**
   * Whether an epoch is looked at: the first is, and then one in 128 updates at the most, so that short epochs are not slowed
   * down. Depends on the epoch alone, so an interruption changes nothing.
   */
  isDue(epoch: number): boolean {
    const due = (epochs: number): number =>
      Math.floor((epochs * this.#stepsPerEpoch) / STEPS_PER_OBSERVATION);
    return epoch === 1 || due(epoch) > due(epoch - 1);
  }

  /** Whether the distributions are kept as well: for the first epoch, and the first looked at in each of equal parts of the training. */
  keepsSnapshot(epoch: number): boolean {
    let before = epoch - 1;
    while (before > 0 && !this.isDue(before)) before -= 1;
    return beginsPart(epoch, before, this.#setup.settings.epochs);
  }

  /** Begins to measure an update; what it gives is read later, when the backend is ready. */
  updateObserver(epoch: number): UpdateObserver {
    return (weights, gradients, updates) => {
      this.#norms = updateStatistics(weights, gradients, updates);
      if (this.keepsSnapshot(epoch)) this.#gradients = valuesOf(gradients);
    };
  }

  /** What the layers look like now. Norms are absent when the update was made before an interruption. */
  async event(epoch: number, step: number, model: ModelState): Promise<LayersEvent> {
    const { network, source } = this.#setup;
    const norms = (await this.#norms) ?? [];
    const gradients = await this.#gradients;
    this.#norms = undefined;
    this.#gradients = undefined;
    const { input, targets } = batchTensors(await source.read(this.#probe), network.graph.inputShape);
    targets.dispose();
    const layers = await layerRows(network, model, norms, input);
    input.dispose();
    if (!this.keepsSnapshot(epoch)) return { type: 'layers', epoch, step, layers };
    const histograms = histogramsOf(network, await valuesOf(model.weights), gradients);
    return { type: 'layers', epoch, step, layers, histograms };
  }
}

/**
 * One row for each layer that has weights or is an activation.
 *
 * Norms of a layer with several weights are those of all of them together, ‖(w₁, w₂, …)‖ = √Σ‖wᵢ‖².
 */
async function layerRows(
  network: CompiledNetwork,
  { weights, statistics }: ModelState,
  norms: readonly UpdateStatistics[],
  input: tf.Tensor,
): Promise<readonly LayerRow[]> {
  const trained = { network, weights, state: statistics };
  const shares = await kernelShares(network, weights);
  const activations = new Map((await activationStatistics(trained, input)).map((row) => [row.node, row]));
  return network.nodes.flatMap(({ name, weights: own }): LayerRow[] => {
    const seen = activations.get(name);
    if (Object.keys(own).length === 0 && seen === undefined) return [];
    return [
      {
        layer: name,
        ...normsOf(norms.filter((row) => layerOf(row.name) === name)),
        weightZeroShare: brief(sparsityOf(name, shares, weights)),
        activationMean: brief(seen?.mean),
        activationStd: brief(seen?.std),
        zeroShare: brief(seen?.zeroFraction),
        deadShare: brief(seen?.deadFraction),
      },
    ];
  });
}

/** The numbers of tensors. The tensors may be disposed as soon as it returns. */
async function valuesOf(tensors: NamedTensors): Promise<Values> {
  const read = Object.entries(tensors).map(async ([name, tensor]): Promise<[string, Float32Array]> => {
    const kept = tensor.clone();
    const values = await kept.data<'float32'>();
    kept.dispose();
    return [name, values];
  });
  return new Map(await Promise.all(read));
}

function histogramsOf(
  network: CompiledNetwork,
  weights: Values,
  gradients: Values | undefined,
): readonly LayerHistograms[] {
  return network.nodes.flatMap(({ name: layer }): LayerHistograms[] => {
    const own = network.weights.filter(({ name }) => layerOf(name) === layer && weights.has(name));
    const kernels = own.filter(({ role }) => role === 'kernel');
    const names = (kernels.length > 0 ? kernels : own).map(({ name }) => name);
    if (names.length === 0) return [];
    const known = gradients !== undefined && names.every((name) => gradients.has(name));
    return [
      {
        layer,
        weights: distributionOf(names, weights),
        ...(known ? { gradients: distributionOf(names, gradients) } : {}),
      },
    ];
  });
}

function distributionOf(names: readonly string[], values: Values): Histogram {
  return histogramOf(names.map((name) => values.get(name) ?? new Float32Array()));
}

/** The share of exact zeros by kernel. Other weights are left out: first biases are zero, and mean nothing by it. */
function kernelShares({ weights: specs }: CompiledNetwork, weights: NamedTensors) {
  const kernels = specs.filter(({ role }) => role === 'kernel');
  return zeroShares(Object.fromEntries(kernels.map(({ name }) => [name, weights[name] as tf.Tensor])));
}

/** The share of a layer's kernels together; `undefined` when it has none. */
function sparsityOf(
  layer: string,
  shares: Readonly<Record<string, number>>,
  weights: NamedTensors,
): number | undefined {
  const kernels = Object.keys(shares).filter((name) => layerOf(name) === layer);
  const sizes = kernels.map((name) => weights[name]?.size ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return total === 0
    ? undefined
    : kernels.reduce((sum, name, i) => sum + (shares[name] ?? NaN) * (sizes[i] ?? 0), 0) / total;
}

function normsOf(rows: readonly UpdateStatistics[]) {
  const together = (key: 'weightNorm' | 'gradientNorm' | 'updateNorm'): number | undefined =>
    rows.length === 0 ? undefined : Math.hypot(...rows.map((row) => row[key]));
  const [weightNorm, updateNorm] = [together('weightNorm'), together('updateNorm')];
  const ratio = weightNorm === undefined || updateNorm === undefined ? undefined : updateNorm / weightNorm;
  return {
    weightNorm: brief(weightNorm),
    gradientNorm: brief(together('gradientNorm')),
    updateRatio: brief(ratio),
  };
}

/* Weights are called `<node>/<weight>`, and nodes may have slashes in their names. */
function layerOf(weight: string): string {
  return weight.slice(0, weight.lastIndexOf('/'));
}

/* Five digits: more would only fill the database. */
function brief(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(5));
}
