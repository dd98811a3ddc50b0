import type { Tensor } from '@tensorflow/tfjs';
import type { WeightRole } from './layer.ts';
import type { NamedTensors } from './tensors.ts';

/** An optimizer's state: tensors and JSON numbers in named fields, so that it can be saved and read by people. */
export interface OptimizerState {
  readonly [field: string]: Tensor | number | OptimizerState;
}

/** What one update gets besides gradients and state. */
export interface UpdateContext {
  /** The weights before the update. */
  readonly weights: NamedTensors;
  /** What each weight is for, by name; where it is not said, a weight counts as a kernel. */
  readonly roles?: Readonly<Record<string, WeightRole>>;
  /** Number of this update, from 1. */
  readonly step: number;
  /** Value of each schedule at this step is asked with this. */
  readonly time: ScheduleTime;
  /**
   * The state was given away: its values may be overwritten to save memory, as the caller reads it no more. The caller
   * disposes the old state as ever. Default false.
   */
  readonly donate?: boolean;
}

/** What one update gives. */
export interface UpdateResult<TState extends OptimizerState = OptimizerState> {
  /** What to add to each weight. */
  readonly updates: NamedTensors;
  readonly state: TState;
}

/**
 * A gradient transformation: two pure functions, composable by `chain`.
 *
 * State is keyed by weight name, never by position, so that weights may be frozen, added or reordered.
 *
 * @see DeepMind's optax, `GradientTransformation`.
 */
export interface Transformation<TState extends OptimizerState = OptimizerState> {
  /** The state before the first update. The caller owns its tensors. */
  init(weights: NamedTensors): TState;
  /** Turns gradients into updates. Disposes nothing it was given; the caller owns the new state. */
  update(gradients: NamedTensors, state: TState, context: UpdateContext): UpdateResult<TState>;
}

/** An optimizer: a transformation whose updates are ready to be added to the weights. */
export interface Optimizer extends Transformation {
  /** The learning rate at a time, for charts and logs. */
  learningRate(time: ScheduleTime): number;
  /** Schedules that watch validation metrics hear them here after each epoch; absent when there is none. */
  observe?(epoch: EpochMetrics): void;
  /** What {@link observe} learned, as JSON for a checkpoint, and back. */
  observed?: { save(): unknown; load(saved: unknown): void };
}

/** Where a training stands, in updates. */
export interface ScheduleTime {
  /** Number of the coming update, from 1. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Updates of the whole training as planned. */
  readonly totalSteps: number;
}

/** Metrics of one epoch by name, such as `validation/loss`. */
export type EpochMetrics = Readonly<Record<string, number>>;

/** A schedule: a number that depends on time. */
export interface Schedule {
  /** The value at the coming update; a pure function of time (and of what was observed). */
  valueAt(time: ScheduleTime): number;
  /** Hears each epoch's metrics, for schedules that react to a plateau. */
  observe?(epoch: EpochMetrics): void;
  observed?: { save(): unknown; load(saved: unknown): void };
}
