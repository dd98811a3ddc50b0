import type { Architecture } from './architecture.ts';
import type { DataSet, Scaler, Split } from './data-set.ts';
import type { Initializer } from './initializer.ts';
import type { Layer } from './layer.ts';
import type { Loss } from './loss.ts';
import type { Metric } from './metric.ts';
import type { Optimizer, Schedule } from './optimizer.ts';
import type { Constraint, Regularizer } from './regularizer.ts';

/**
 * What each plugin kind builds.
 *
 * A package adds a kind by declaration merging:
 * `declare module '@convlab/core' { interface PluginKinds { 'my-kind': MyContract } }`.
 */
export interface PluginKinds {
  layer: Layer;
  normalization: Layer;
  activation: Layer;
  initializer: Initializer;
  regularizer: Regularizer;
  constraint: Constraint;
  optimizer: Optimizer;
  schedule: Schedule;
  loss: Loss;
  metric: Metric;
  architecture: Architecture;
  'data-set': DataSet;
  split: Split;
  scaler: Scaler;
}

/** A plugin kind. */
export type PluginKind = keyof PluginKinds;
