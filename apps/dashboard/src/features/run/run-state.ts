import type { ApiOutputs } from '../../client/api.ts';

/** How far a worker has fetched a data set. */
interface Fetching {
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** What the page of a run knows. */
export type RunData = ApiOutputs['runs']['get'] & {
  /** What its worker fetches right now, as events tell it. */
  readonly fetching?: Fetching | null;
};

/** A run as the API gives it. */
export type RunDetails = RunData['run'];

/** A finished epoch as the API gives it. */
export type EpochDetails = RunData['epochs'][number];

/** What the API tells while a run goes on. */
export interface LiveEvent {
  readonly seq: number;
  readonly attempt: number;
  readonly time: string;
  readonly event: LiveEventBody;
}

type LiveEventBody =
  | { readonly type: 'status'; readonly status: RunDetails['status'] }
  | {
      readonly type: 'started';
      readonly plannedEpochs: number;
      readonly stepsPerEpoch: number;
      readonly numWeights: number;
    }
  | {
      readonly type: 'step';
      readonly step: number;
      readonly learningRate: number;
      readonly examplesPerSecond: number | null;
    }
  | {
      readonly type: 'epoch';
      readonly epoch: number;
      readonly step: number;
      readonly metrics: Readonly<Record<string, number | null>>;
      readonly learningRate: number;
      readonly durationMs: number;
      readonly best: boolean;
    }
  | { readonly type: 'layers' }
  | ({ readonly type: 'data' } & Fetching)
  | { readonly type: 'edited' }
  | { readonly type: 'finished' }
  | { readonly type: 'failed' };

/** Data after a batch of events. An event that is known already changes nothing. */
export function afterEvents(data: RunData, events: readonly LiveEvent[]): RunData {
  return events.filter(({ seq }) => seq > data.run.lastSeq).reduce(afterEvent, data);
}

/* What the row of an epoch and the run's own fields follow from. */
const CARRIED = ['step', 'epoch', 'layers', 'data'];

/** Whether a batch tells of more than its events carry, so that the run should be read again. */
export function needsReading(events: readonly LiveEvent[]): boolean {
  return events.some(({ event }) => !CARRIED.includes(event.type));
}

function afterEvent(data: RunData, { seq, attempt, time, event }: LiveEvent): RunData {
  const run = { ...data.run, lastSeq: seq };
  switch (event.type) {
    case 'status':
      return { ...data, fetching: null, run: { ...run, status: event.status } };
    case 'started': {
      const { plannedEpochs, stepsPerEpoch, numWeights } = event;
      return { ...data, fetching: null, run: { ...run, plannedEpochs, stepsPerEpoch, numWeights } };
    }
    case 'step': {
      const { step, learningRate } = event;
      const examplesPerSecond = event.examplesPerSecond ?? run.examplesPerSecond;
      return { ...data, run: { ...run, step, learningRate, examplesPerSecond } };
    }
    case 'epoch': {
      const { type: _type, ...row } = event;
      return {
        ...data,
        run: {
          ...run,
          epoch: row.epoch,
          step: row.step,
          learningRate: row.learningRate,
          lastMetrics: row.metrics,
          durationMs: run.durationMs + row.durationMs,
          ...(row.best ? { bestEpoch: row.epoch, bestMetrics: row.metrics } : {}),
        },
        epochs: withEpoch(data.epochs, { ...row, attempt, finishedAt: time }),
      };
    }
    case 'data':
      return { ...data, run, fetching: event };
    case 'layers':
    case 'edited':
    case 'finished':
    case 'failed':
      return { ...data, run };
  }
}

/* A run that was taken up again may report an epoch a second time: the newer row counts. */
function withEpoch(rows: readonly EpochDetails[], row: EpochDetails): EpochDetails[] {
  const before = rows.filter(({ epoch }) => epoch < row.epoch);
  const after = rows.filter(({ epoch }) => epoch > row.epoch);
  return [...before, row, ...after];
}

/** Whether nothing more happens to a run by itself. */
export function isOver(status: RunDetails['status']): boolean {
  return ['finished', 'stopped-early', 'stopped', 'failed'].includes(status);
}
