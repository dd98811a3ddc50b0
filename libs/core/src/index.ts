export {
  ConvlabError,
  formatPath,
  isConvlabError,
  printValue,
  serializeError,
  valueAt,
  type ConvlabErrorInit,
  type ErrorCode,
  type PathSegment,
  type SerializedError,
} from './errors/convlab-error.ts';
export type { Architecture, BuildRequest } from './kinds/architecture.ts';
export type { AffineMap, Augmentation, AugmentationContext, PixelMap } from './kinds/augmentation.ts';
export type {
  DataSet,
  DataDigest,
  DataFiles,
  DataSetInfo,
  DataSplit,
  ExampleSource,
  FittedScaler,
  HostBatch,
  PlannedSplit,
  Protocol,
  Scaler,
  Split,
  TrainingIndices,
} from './kinds/data-set.ts';
export type { Diagnosis, Finding, RunFacts } from './kinds/diagnosis.ts';
export type { Ensemble, FittedEnsemble } from './kinds/ensemble.ts';
export type { Fans, Initializer } from './kinds/initializer.ts';
export type { PluginKind, PluginKinds } from './kinds/kinds.ts';
export type {
  Layer,
  LayerCall,
  LayerResult,
  LayerWindow,
  StateSpec,
  WeightRole,
  WeightSpec,
} from './kinds/layer.ts';
export type { Loss, Task } from './kinds/loss.ts';
export type { Metric, MetricScale, Predictions } from './kinds/metric.ts';
export type {
  NetworkGraph,
  NetworkNode,
  NetworkOutput,
  NetworkStage,
  Operation,
  OperationKind,
} from './kinds/network-graph.ts';
export type {
  EpochMetrics,
  Optimizer,
  OptimizerState,
  Schedule,
  ScheduleTime,
  Transformation,
  UpdateContext,
  UpdateResult,
} from './kinds/optimizer.ts';
export {
  readPanelResult,
  type Panel,
  type PanelChart,
  type PanelPlace,
  type PanelResult,
  type PanelRun,
  type PanelUnit,
} from './kinds/panel.ts';
export type { Constraint, Regularizer, WeightInfo } from './kinds/regularizer.ts';
export type {
  Domain,
  ParameterValue,
  SearchSpace,
  SearchStrategy,
  Trial,
  TrialRecord,
} from './kinds/search.ts';
export type {
  Study,
  StudyArm,
  StudyBudget,
  StudyChart,
  StudyDesign,
  StudyEffect,
  StudyFinding,
  StudyLayer,
  StudyMeasure,
  StudyRow,
  StudyRun,
  StudyText,
  StudyUnit,
  StudyVerdict,
} from './kinds/study.ts';
export type { NamedTensors } from './kinds/tensors.ts';
export type { ConfigInput, ConfigOutput, ConfigSchema } from './plugin/config-schema.ts';
export type { ConformanceCase, ConformanceCases, PluginCases } from './plugin/conformance-cases.ts';
export {
  definePlugin,
  type CreateContext,
  type JsonObject,
  type Plugin,
  type PluginDefinition,
  type Trait,
} from './plugin/define-plugin.ts';
export { deepFreeze } from './plugin/freeze.ts';
export { issueError, type Issue, type Result } from './plugin/issue.ts';
export { manifestOf, type PluginManifest } from './plugin/manifest.ts';
export { plainMessage } from './plugin/plain-message.ts';
export { replaceNestedRefs, type RefVisitor } from './plugin/nested-refs.ts';
export { fullId, type ParsedRef } from './plugin/parse-ref.ts';
export { pluginRef } from './plugin/plugin-ref-schema.ts';
export {
  PLUGIN_KIND_MARK,
  RESERVED_KEYS,
  type PluginRef,
  type PluginRefObject,
} from './plugin/plugin-ref.ts';
export {
  createRegistry,
  type RefOf,
  type RefTo,
  type Registry,
  type SchemaOf,
  type ShortId,
  type TypedRegistry,
} from './plugin/registry.ts';
export { createRng, type Rng } from './random/rng.ts';
export { channelsOf, imageShape, soleShape, vectorSize, type ImageShape } from './shape/layer-inputs.ts';
export { formatShape, numElements, sameShape, type Shape } from './shape/shape.ts';
export {
  resolvePadding,
  windowPositions,
  type AxisPadding,
  type AxisWindow,
  type Padding,
} from './shape/window.ts';
export {
  decodeSafetensors,
  encodeSafetensors,
  readFloats,
  storeFloats,
  type Safetensors,
  type SafetensorsType,
  type StoredTensor,
} from './safetensors/safetensors.ts';
