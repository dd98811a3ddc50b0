import type { HostBatch, Metric } from '@convlab/core';
import type * as tf from '@tensorflow/tfjs';

interface Reading {
  /** The update, from 1. */
  readonly step: number;
  readonly loss: tf.Tensor;
  readonly predictions: tf.Tensor;
  readonly batch: HostBatch;
}

/** Updates that follow one another, at least one. */
export interface RecentUpdates {
  /** The last of them. */
  readonly step: number;
  /** The loss of each; `null` where it is not a number. */
  readonly losses: readonly (number | null)[];
}

/** The readings of an interrupted epoch, as JSON. */
export interface SavedReadings {
  readonly lossSum: number;
  readonly examples: number;
  /** States of the metrics by name. */
  readonly metrics: Readonly<Record<string, unknown>>;
}

/* Readings that may wait on the backend: enough to keep it busy, few enough not to matter in memory. */
const MAX_PENDING = 8;

/**
 * Loss and metrics as trained, averaged over an epoch.
 *
 * Values are read from the backend asynchronously and some updates late, so that no update waits for a read.
 */
export class StepReadings {
  readonly #metrics: readonly { readonly name: string; readonly metric: Metric; state: unknown }[];
  #pending: Reading[] = [];
  #lossSum = 0;
  #examples = 0;
  #lastRead = 0;
  #recentLosses: (number | null)[] = [];

  /** @param saved  what {@link save} gave, to go on from it */
  constructor(metrics: Readonly<Record<string, Metric>>, saved?: SavedReadings) {
    this.#metrics = Object.entries(metrics).map(([name, metric]) => ({
      name,
      metric,
      state: saved?.metrics[name] ?? metric.start(),
    }));
    this.#lossSum = saved?.lossSum ?? 0;
    this.#examples = saved?.examples ?? 0;
  }

  /** What has been read so far, as JSON. */
  save(): SavedReadings {
    const metrics = Object.fromEntries(this.#metrics.map(({ name, state }) => [name, state]));
    return { lossSum: this.#lossSum, examples: this.#examples, metrics };
  }

  /** Whether nothing is pending: then no tensor of an update is left. */
  get isRead(): boolean {
    return this.#pending.length === 0;
  }

  /** Takes over the tensors of one update; waits only when many are pending. */
  async add(reading: Reading): Promise<void> {
    this.#pending.push(reading);
    if (this.#pending.length >= MAX_PENDING) await this.read();
  }

  /** Reads all that is pending. */
  async read(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    for (const { step, loss, predictions, batch } of pending) {
      const [lossValues, outputs] = await Promise.all([
        loss.data<'float32'>(),
        predictions.data<'float32'>(),
      ]);
      loss.dispose();
      predictions.dispose();
      const value = lossValues[0] as number;
      this.#lastRead = step;
      this.#recentLosses.push(Number.isFinite(value) ? value : null);
      this.#count(value, outputs, batch);
    }
  }

  /** The updates that were read since the last call; `undefined` when there were none. */
  takeRecent(): RecentUpdates | undefined {
    const losses = this.#recentLosses;
    this.#recentLosses = [];
    return losses.length === 0 ? undefined : { step: this.#lastRead, losses };
  }

  /** Loss and metrics over all updates read so far. */
  values(): Record<string, number> {
    const metrics = this.#metrics.map(({ name, metric, state }) => [name, metric.value(state)] as const);
    return { loss: this.#lossSum / this.#examples, ...Object.fromEntries(metrics) };
  }

  /** Frees what is pending without reading it. */
  dispose(): void {
    for (const { loss, predictions } of this.#pending) {
      loss.dispose();
      predictions.dispose();
    }
    this.#pending = [];
  }

  #count(loss: number, outputs: Float32Array, { targets, length }: HostBatch): void {
    this.#lossSum += loss * length;
    this.#examples += length;
    const part = { outputs, targets, length, numOutputs: outputs.length / length };
    for (const entry of this.#metrics) entry.state = entry.metric.add(entry.state, part);
  }
}
