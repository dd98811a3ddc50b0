import type { Architecture } from './architecture.ts';
import type { Augmentation } from './augmentation.ts';
import type { DataSet, Protocol, Scaler, Split } from './data-set.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Ensemble } from './ensemble.ts';
import type { Initializer } from './initializer.ts';
import type { Layer } from './layer.ts';
import type { Loss } from './loss.ts';
import type { Metric } from './metric.ts';
import type { Optimizer, Schedule } from './optimizer.ts';
import type { Panel } from './panel.ts';
import type { Constraint, Regularizer } from './regularizer.ts';
import type { SearchStrategy } from './search.ts';
import type { Study } from './study.ts';

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
  protocol: Protocol;
  scaler: Scaler;
  augmentation: Augmentation;
  search: SearchStrategy;
  ensemble: Ensemble;
  diagnosis: Diagnosis;
  panel: Panel;
  study: Study;
}

/** A plugin kind. */
export type PluginKind = keyof PluginKinds;
