import type { SerializedError, Task } from '@convlab/core';
import type { Histogram } from '@convlab/inspection';
import type { MemoryUse } from '../memory/memory-use.ts';

/**
 * Metrics of one epoch by name, `split/metric`.
 *
 * `train/…` is measured while training (dropout, augmentation and penalties on, averaged over the epoch), `trainEval/…` on a
 * fixed subset of the training part in inference mode, and `validation/…` likewise; only the last two are comparable.
 * Metrics of a part that does not exist are absent; a value that is not a number is `null`, as JSON has no NaN.
 */
export type MetricRow = Readonly<Record<string, number | null>>;

/** A run begins, or goes on after an interruption. */
export interface StartedEvent {
  readonly type: 'started';
  /** Epochs that were finished before: 0, or more when it goes on from a checkpoint. */
  readonly epoch: number;
  readonly plannedEpochs: number;
  readonly stepsPerEpoch: number;
  /** Trainable weights, as a number of elements. */
  readonly numWeights: number;
  /** Examples in each part. */
  readonly numExamples: {
    readonly train: number;
    readonly trainEval: number;
    readonly validation: number;
    readonly test: number;
  };
  readonly task: Task;
  /** Share of the most frequent class of the training part, which guessing it would reach; `null` for other tasks. */
  readonly majorityShare: number | null;
  /** The metric that decides which epoch is best. */
  readonly monitor: { readonly name: string; readonly better: 'higher' | 'lower' };
  /** The backend that computes, and why it was chosen. */
  readonly backend: { readonly name: string; readonly reason: string; readonly threads?: number };
}

/**
 * Progress within an epoch: the updates that were read since the last such event. Sent a few times a second, and when an epoch
 * ends or is interrupted, so that the losses of all events together are those of all updates.
 *
 * Memory is always counted at the same point: after an update whose loss and predictions are read and disposed of, as are those
 * of all before it. What is left are weights, running statistics, the optimizer's state and, from the second epoch on, the model
 * of the best epoch. So from then on `tensors` is a constant, and a plugin that does not dispose of its own shows as growth.
 */
export interface StepEvent extends MemoryUse {
  readonly type: 'step';
  /** Updates so far, from 1. They are read asynchronously, so the training itself may be some updates ahead. */
  readonly step: number;
  /** The epoch in progress, from 1. */
  readonly epoch: number;
  /** Mean training loss of these updates; `null` when it is not a number. */
  readonly loss: number | null;
  /** Training loss of each of these updates, that of `step` last; `null` where it is not a number. */
  readonly losses: readonly (number | null)[];
  /** Of the update `step`. */
  readonly learningRate: number;
  /** `null` when they were too few to be timed. */
  readonly examplesPerSecond: number | null;
}

/** An epoch is finished: its whole metric row. */
export interface EpochEvent {
  readonly type: 'epoch';
  /** From 1. */
  readonly epoch: number;
  readonly step: number;
  readonly metrics: MetricRow;
  /** The learning rate of the epoch's last update. */
  readonly learningRate: number;
  /** Duration of the epoch, evaluation included. */
  readonly durationMs: number;
  /** Whether the monitored metric is the best so far. */
  readonly best: boolean;
}

/** One layer at one moment; what does not apply to it, or is no number, is `null`. */
export interface LayerRow {
  /** Name of the node. */
  readonly layer: string;
  /** L2 norms of its weights and of the gradient of the loss by them. */
  readonly weightNorm: number | null;
  readonly gradientNorm: number | null;
  /** Norm of the update relative to that of the weights; about 1e-3 in a healthy training. */
  readonly updateRatio: number | null;
  /** Sparsity: the share of its kernel’s elements that are exactly zero after the update, as L1 makes them, from 0 to 1. */
  readonly weightZeroShare: number | null;
  /** Mean and standard deviation of an activation's outputs in inference, over a fixed part of the training data. */
  readonly activationMean: number | null;
  readonly activationStd: number | null;
  /** Share of its outputs that are zero, from 0 to 1. */
  readonly zeroShare: number | null;
  /** Share of its channels that are zero for every one of these examples: dead units, if it is a ReLU. */
  readonly deadShare: number | null;
}

/** How the kernels of one layer are distributed; all its weights if it has no kernel. */
export interface LayerHistograms {
  readonly layer: string;
  /** After the update. */
  readonly weights: Histogram;
  /** Of the loss by them, in the update; absent when it was made before an interruption. */
  readonly gradients?: Histogram;
}

/**
 * What the layers looked like in the last update of an epoch; stored with that epoch. Sent for the first epoch, and then at most
 * once in 128 updates, as measuring takes time.
 */
export interface LayersEvent {
  readonly type: 'layers';
  readonly epoch: number;
  readonly step: number;
  /** In the network's order. */
  readonly layers: readonly LayerRow[];
  /** Of layers with weights, at up to 40 of the epochs that were planned, evenly spread. */
  readonly histograms?: readonly LayerHistograms[];
}

/** Why a training ended by itself or by request. */
export type EndReason = 'completed' | 'early-stopping' | 'stopped';

/** A run is over. Its weights are those of the best epoch. */
export interface FinishedEvent {
  readonly type: 'finished';
  readonly reason: EndReason;
  /** Epochs done. */
  readonly epoch: number;
  readonly bestEpoch: number;
  /** The metric row of the best epoch. */
  readonly bestMetrics: MetricRow;
}

/** A run failed; nothing that was reported before is lost. */
export interface FailedEvent {
  readonly type: 'failed';
  readonly error: SerializedError;
}

/** What a training reports. Store, progress bar and charts read the same stream. */
export type RunEvent = StartedEvent | StepEvent | LayersEvent | EpochEvent | FinishedEvent | FailedEvent;
