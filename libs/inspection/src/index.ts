export { connectionCounts, type ConnectionCounts } from './connection-counts/connection-counts.ts';
export {
  BYTES_PER_ELEMENT,
  describeNetwork,
  type Cost,
  type NetworkDescription,
  type NodeDescription,
  type StageDescription,
} from './describe-network/describe-network.ts';
export { formatAxisSize, outputSize, type AxisSize, type OutputSize } from './output-size/output-size.ts';
export {
  receptiveFields,
  type LocalField,
  type Pair,
  type ReceptiveField,
} from './receptive-field/receptive-field.ts';
export { histogramOf, MAX_BINS, type Histogram } from './histogram/histogram.ts';
export { stateCopies } from './state-copies/state-copies.ts';
export { trainingMemory, type TrainingMemory, type TrainingPlan } from './training-memory/training-memory.ts';
export { featureMaps, type FeatureMaps } from './feature-maps/feature-maps.ts';
export { filtersOf, type FilterBank } from './filters/filters.ts';
export { gradCam } from './grad-cam/grad-cam.ts';
export {
  activationStatistics,
  updateStatistics,
  zeroShares,
  type ActivationStatistics,
  type UpdateStatistics,
} from './layer-statistics/layer-statistics.ts';
export { occlusionMap, type OcclusionOptions } from './occlusion/occlusion.ts';
export { saliencyMap, type PixelMap } from './saliency/saliency.ts';
export { type TrainedNetwork } from './trained-network/trained-network.ts';
