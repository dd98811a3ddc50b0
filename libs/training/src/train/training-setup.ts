import type { DataSplit, ExampleSource, Loss, Metric, Optimizer, Regularizer, Rng } from '@convlab/core';
import type { CompiledNetwork } from '@convlab/network';
import type { EarlyStoppingSettings } from '../early-stopping/early-stopping.ts';

/** How long and in which portions to train. */
export interface TrainingSettings {
  /** Examples per update; `full` for the whole training part at once (batch gradient descent). */
  readonly batchSize: number | 'full';
  /** Passes over the training part. */
  readonly epochs: number;
  /** The metric that decides which epoch is best, such as `validation/loss`. */
  readonly monitor: string;
  /** Ends the training when the monitored metric stops improving; absent for never. */
  readonly earlyStopping?: EarlyStoppingSettings;
}

/** Everything that a training needs, built and checked. */
export interface TrainingSetup {
  readonly network: CompiledNetwork;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly regularizers: readonly Regularizer[];
  /** Metrics by name, evaluated on every part beside the loss. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Examples, already scaled. */
  readonly source: ExampleSource;
  readonly split: DataSplit;
  /** Where the updates of an epoch read from in place of `source`, as augmentation makes it. */
  readonly trainingSource?: (epoch: number) => ExampleSource;
  readonly settings: TrainingSettings;
  /** Parts that the best weights are judged on when the training is over, with every prediction; none when left out. */
  readonly judge?: readonly ('validation' | 'test')[];
  /** The root stream; `init`, `shuffle`, `train-eval` and `apply` are derived from it. */
  readonly rng: Rng;
  /** What computes, for the record. */
  readonly backend: { readonly name: string; readonly reason: string; readonly threads?: number };
}
