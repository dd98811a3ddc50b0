export {
  decodeCheckpoint,
  encodeCheckpoint,
  type InterruptedEpoch,
  type Model,
  type TrainingCheckpoint,
} from './checkpoint/checkpoint.ts';
export {
  NO_PROGRESS,
  observeEpoch,
  type EarlyStoppingSettings,
  type Progress,
} from './early-stopping/early-stopping.ts';
export type {
  ClassArray,
  EpochPredictions,
  PredictedExamples,
} from './epoch-predictions/epoch-predictions.ts';
export { evaluate, judgePart, type Evaluation, type JudgedPart } from './evaluate/evaluate.ts';
export type {
  EndReason,
  EpochEvent,
  FailedEvent,
  FinishedEvent,
  LayerHistograms,
  LayerRow,
  LayersEvent,
  MetricRow,
  RunEvent,
  StartedEvent,
  StepEvent,
} from './events/run-event.ts';
export type { MemoryUse } from './memory/memory-use.ts';
export { decodePredictions, encodePredictions, type PredictionSet } from './predictions/predictions.ts';
export type { ModelState } from './step/model-state.ts';
export type { SavedReadings } from './step/step-readings.ts';
export {
  train,
  type EpochObservations,
  type TrainingControl,
  type TrainingListener,
  type TrainingResult,
} from './train/train.ts';
export { decodeTrainedModel, encodeTrainedModel, modelOfCheckpoint } from './trained-model/trained-model.ts';
export type { TrainingSettings, TrainingSetup } from './train/training-setup.ts';
