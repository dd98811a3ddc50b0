import type { SerializedError } from '@convlab/core';
import type {
  EpochEvent,
  EpochObservations,
  FinishedEvent,
  MetricRow,
  StartedEvent,
  StepEvent,
} from '@convlab/training';

/** What a training process may be asked for while it trains. */
export type TrainingRequest = 'stop' | 'pause';

/** The order to train a run. */
export interface RunOrder {
  readonly runId: string;
  /** Which try this is, from 1. */
  readonly attempt: number;
  readonly spec: unknown;
  /** Epochs that are finished and stored: training goes on with the next. */
  readonly epoch: number;
  /** What to go on from; absent at the start. */
  readonly checkpoint?: Uint8Array;
  /** Weights to start from, when the run was forked and has no checkpoint of its own. */
  readonly initial?: Uint8Array;
}

/** What the worker says to the training process. */
export type ParentMessage =
  | ({ readonly type: 'run' } & RunOrder)
  | { readonly type: TrainingRequest }
  /** What was stored together is answered together. */
  | { readonly type: 'stored'; readonly ids: readonly number[] }
  | { readonly type: 'refused'; readonly ids: readonly number[]; readonly error: SerializedError };

/** What a training process reports. */
export type TrainingReport =
  /** It is ready, or got on; progress is stored a little later, several at once. */
  | { readonly type: 'event'; readonly event: StartedEvent | StepEvent }
  /** An epoch is finished. Without `checkpoint` a later attempt starts again from the last one, and this epoch is trained again. */
  | ({
      readonly type: 'epoch';
      readonly event: EpochEvent;
      readonly checkpoint?: Uint8Array;
      readonly bestCheckpoint?: Uint8Array;
      /** What was seen at its end is stored with it. */
    } & EpochObservations)
  /** It is over. */
  | {
      readonly type: 'finished';
      readonly event: FinishedEvent;
      readonly report?: unknown;
      readonly testMetrics?: MetricRow;
      readonly bestCheckpoint?: Uint8Array;
      /** Further results by name. */
      readonly artifacts?: Readonly<Record<string, Uint8Array>>;
    }
  /** It paused in the middle of an epoch, at `step`. */
  | { readonly type: 'paused'; readonly step: number; readonly checkpoint: Uint8Array }
  /** It failed, and would fail again. */
  | { readonly type: 'failed'; readonly error: SerializedError };

/** A report with the number that its answer carries. */
export interface ChildMessage {
  readonly id: number;
  readonly report: TrainingReport;
}
