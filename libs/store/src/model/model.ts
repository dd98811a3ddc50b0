import type { SerializedError } from '@convlab/core';
import type { MetricRow, RunEvent, StartedEvent, StepEvent } from '@convlab/training';

/** What an experiment is made of. */
export type ExperimentKind =
  'single' | 'k-fold' | 'selection' | 'search' | 'ensemble' | 'learning-curve' | 'study';

/**
 * Where a run stands.
 *
 * `lost` means that its worker fell silent; another takes the run over from its last checkpoint. The last four but `lost` are
 * final, until somebody continues the run.
 */
export type RunStatus =
  'queued' | 'running' | 'paused' | 'lost' | 'finished' | 'stopped-early' | 'stopped' | 'failed';

/** Which runs of an experiment are in which state; states without runs are absent. */
export type RunCounts = Readonly<Partial<Record<RunStatus, number>>>;

/** An experiment as lists show it. */
export interface ExperimentSummary {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly kind: ExperimentKind;
  readonly specHash: string;
  readonly runCounts: RunCounts;
  /** Set while it is paused or stopped as a whole: no further runs are planned. */
  readonly halted: 'pause' | 'stop' | null;
  readonly archived: boolean;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An experiment with its spec. */
export interface Experiment extends ExperimentSummary {
  readonly spec: unknown;
  /** What its runs came to together, as JSON of whoever planned them. */
  readonly result: unknown;
  readonly notes: string;
}

/** A run as lists show it: everything but its spec, its report and its notes. */
export interface RunSummary {
  readonly id: string;
  readonly experimentId: string;
  readonly project: string;
  /** Position in its experiment, from 0. */
  readonly ordinal: number;
  readonly name: string;
  readonly trial: number | null;
  readonly fold: number | null;
  readonly member: number | null;
  readonly seed: number | null;
  readonly status: RunStatus;
  /** What was asked of a running run and is not done yet. */
  readonly request: 'stop' | 'pause' | null;
  readonly plannedEpochs: number | null;
  /** Finished epochs. */
  readonly epoch: number;
  /** Updates so far. */
  readonly step: number;
  readonly stepsPerEpoch: number | null;
  /** What the training said of itself when it last began: sizes, task, monitored metric, backend. */
  readonly started: StartedEvent | null;
  readonly numWeights: number | null;
  readonly learningRate: number | null;
  readonly examplesPerSecond: number | null;
  /** Time spent in finished epochs. */
  readonly durationMs: number;
  readonly bestEpoch: number | null;
  /** The whole metric row of the best epoch. */
  readonly bestMetrics: MetricRow | null;
  /** The metric row of the last epoch. */
  readonly lastMetrics: MetricRow | null;
  /** Metrics on the test part, measured once at the end. */
  readonly testMetrics: MetricRow | null;
  /** What its report came to; `null` before its end. */
  readonly verdict: string | null;
  /** The kind within the verdict, where there is one. */
  readonly subtype: string | null;
  /** The monitored metric at the best epoch. */
  readonly bestValue: number | null;
  readonly error: SerializedError | null;
  /** Index into the list of ten hues. */
  readonly colour: number;
  readonly archived: boolean;
  readonly tags: readonly string[];
  /** The run whose weights it started from. */
  readonly forkedFrom: string | null;
  readonly priority: number;
  /** How often a training process took it up. */
  readonly attempt: number;
  /** The worker that has it, or had it last. */
  readonly worker: string | null;
  /** Number of its last event. */
  readonly lastSeq: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly updatedAt: Date;
}

/** A run with everything that belongs on its page. */
export interface Run extends RunSummary {
  readonly spec: unknown;
  /** The judgement of the finished run, as JSON. */
  readonly report: unknown;
  readonly notes: string;
}

/** A finished epoch. */
export interface EpochRow {
  readonly epoch: number;
  readonly step: number;
  readonly metrics: MetricRow;
  readonly learningRate: number;
  readonly durationMs: number;
  readonly best: boolean;
  /** The attempt that finished it. */
  readonly attempt: number;
  readonly finishedAt: Date;
}

/** Progress as pages hear of it: the losses of single updates are read as a curve, sampled. */
export type ProgressEvent = Omit<StepEvent, 'losses'>;

/** A worker fetches the data set of a run. */
export interface DataEvent {
  readonly type: 'data';
  readonly sha256: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** What a training and its worker report, as it is stored. */
export type ReportedEvent = Exclude<RunEvent, StepEvent> | ProgressEvent | DataEvent;

/** A run changed its state. */
export interface StatusEvent {
  readonly type: 'status';
  readonly status: RunStatus;
}

/** Somebody renamed, tagged, annotated, coloured, moved, archived or brought back a run: read it again. */
export interface EditedEvent {
  readonly type: 'edited';
}

/** An event with its number; numbers of a run rise by one, except where step events were retired. */
export interface StoredEvent {
  readonly runId: string;
  readonly seq: number;
  readonly attempt: number;
  readonly time: Date;
  readonly event: ReportedEvent | StatusEvent | EditedEvent;
}

/** One page of a list, newest first. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Give this as `cursor` for the next page; absent on the last. */
  readonly nextCursor?: string;
}

/** A run to be made. */
export interface RunInput {
  readonly name: string;
  readonly spec: unknown;
  readonly plannedEpochs?: number;
  /** Its place in the experiment, as JSON that whoever plans gets back. */
  readonly place?: unknown;
  readonly trial?: number;
  readonly fold?: number;
  readonly member?: number;
  readonly seed?: number;
  /** Higher goes first. */
  readonly priority?: number;
  readonly tags?: readonly string[];
  /** Start from weights of another run. */
  readonly forkOf?: { readonly runId: string; readonly kind: ArtifactKind };
}

/** An experiment to be made, with its first runs. */
export interface ExperimentInput {
  readonly name: string;
  readonly kind: ExperimentKind;
  readonly spec: unknown;
  readonly specHash: string;
  readonly project?: string;
  readonly tags?: readonly string[];
  readonly notes?: string;
  readonly runs: readonly RunInput[];
  /** Whether further runs are planned as these end. @defaultValue false */
  readonly planned?: boolean;
  /** What its runs came to so far, as JSON. */
  readonly result?: unknown;
  /** Checksums of the stored data sets that its runs use; these are kept as long as it is. */
  readonly dataSets?: readonly string[];
}

/** A run as planning sees it. */
export interface PlannedRunState extends RunSummary {
  readonly place: unknown;
}

/** An experiment with all its runs, at one moment. */
export interface PlanSnapshot {
  readonly id: string;
  readonly spec: unknown;
  readonly halted: 'pause' | 'stop' | null;
  /** In the order in which they were made. */
  readonly runs: readonly PlannedRunState[];
}

/** What planning came to. */
export interface PlanOutcome {
  /** Runs to make; none are made while the experiment is halted. */
  readonly runs: readonly RunInput[];
  /** What the runs came to so far, as JSON. */
  readonly result: unknown;
}

/** Plans an experiment: a function of the snapshot, as it may be asked several times for the same. */
export type Planner = (snapshot: PlanSnapshot) => Promise<PlanOutcome>;

/**
 * What a run keeps: `latest` is the checkpoint to go on from, `best` the weights of the best epoch, `initial` what it was
 * forked from; any other name belongs to whoever writes it.
 */
export type ArtifactKind = 'latest' | 'best' | 'initial' | (string & {});

/** What an artifact is, without its bytes. */
export interface ArtifactInfo {
  readonly kind: ArtifactKind;
  readonly epoch: number;
  readonly step: number;
  readonly byteLength: number;
  readonly sha256: string;
  readonly storedAt: Date;
}

/** An artifact with its bytes. */
export interface Artifact extends ArtifactInfo {
  readonly data: Uint8Array<ArrayBuffer>;
}

/** A worker that takes part, or took part. */
export interface WorkerInfo {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly slots: number;
  readonly alive: boolean;
  readonly startedAt: Date;
  readonly heartbeatAt: Date;
}

/** The states in which nothing more happens by itself. */
export const FINAL_STATUSES = [
  'finished',
  'stopped-early',
  'stopped',
  'failed',
] as const satisfies RunStatus[];
