export { serveTraining, type TrainingHandler, type TrainingJob } from './child/serve-training.ts';
export type { StoreLogger, StoreMode } from './database/database.ts';
export { LEAST_FREE_BYTES } from './database/engine.ts';
export { directoryHolder, type LockHolder } from './directory-lock/directory-lock.ts';
export type {
  CreatedExperiment,
  ExperimentChanges,
  ExperimentFilter,
  Experiments,
} from './experiments/experiments.ts';
export type { Change, Live, PlacedEvent } from './live/live.ts';
export {
  FINAL_STATUSES,
  type Artifact,
  type ArtifactInfo,
  type ArtifactKind,
  type DataEvent,
  type EditedEvent,
  type EpochRow,
  type Experiment,
  type ExperimentInput,
  type ExperimentKind,
  type ExperimentSummary,
  type Page,
  type PlannedRunState,
  type Planner,
  type PlanOutcome,
  type PlanSnapshot,
  type Run,
  type RunCounts,
  type RunInput,
  type RunStatus,
  type RunSummary,
  type ProgressEvent,
  type ReportedEvent,
  type StatusEvent,
  type StoredEvent,
  type WorkerInfo,
} from './model/model.ts';
export type { RunOrder, TrainingReport, TrainingRequest } from './protocol/protocol.ts';
export type { Artifacts, ArtifactPlace } from './artifacts/artifacts.ts';
export type { PredictionHistory, Predictions } from './predictions/predictions.ts';
export type { QueuePlace } from './runs/waiting-runs.ts';
export type { RunPeer, RunPeers } from './runs/run-peers.ts';
export type { RunCost } from './runs/run-costs.ts';
export type { RunPace } from './runs/run-paces.ts';
export type { DataSets, StoredDataSet } from './data-sets/data-sets.ts';
export type { RunFilter, RunSort, RunSortKey } from './runs/run-list.ts';
export type { Continuation, Effect, HistogramRow, RunChanges, RunCurve, Runs } from './runs/runs.ts';
export { MAX_DECAY } from './scalars/scalars.ts';
export type { ScalarBucket, ScalarPoint, ScalarQuery, Scalars, ScalarSeries } from './scalars/scalars.ts';
export { openStore, type Store, type StoreLocation, type StoreOptions } from './store/store.ts';
export { residentBytesOf } from './worker/resident-bytes.ts';
export type { Prepare, PrepareJob } from './worker/train-run.ts';
export type { ChildOptions } from './worker/training-process.ts';
export { startWorker, type ActiveTraining, type Worker, type WorkerOptions } from './worker/worker.ts';
export type { Workers } from './workers/workers.ts';
