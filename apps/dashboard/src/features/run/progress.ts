/** What progress is computed from. */
export interface ProgressInput {
  readonly epoch: number;
  readonly plannedEpochs: number | null;
  readonly step: number;
  readonly stepsPerEpoch: number | null;
  readonly epochDurationsMs: readonly number[];
}

/** How far a run is. */
export interface Progress {
  /** From 0 to 1; `null` while the length is unknown. */
  readonly fraction: number | null;
  /** Time until the last planned epoch is done; `null` before the first epoch. */
  readonly leftMs: number | null;
}

/** Epochs that the estimate looks back on: enough to be calm, few enough to follow a machine that gets busier. */
const WINDOW = 5;

/**
 * How far a run is, and how long it will take at most.
 *
 * The median duration of the last epochs times those to come: one slow epoch, as the first often is, does not matter.
 */
export function progressOf({
  epoch,
  plannedEpochs,
  step,
  stepsPerEpoch,
  epochDurationsMs,
}: ProgressInput): Progress {
  if (plannedEpochs === null || plannedEpochs === 0) return { fraction: null, leftMs: null };
  const within =
    stepsPerEpoch === null || stepsPerEpoch === 0
      ? 0
      : Math.min(Math.max(step / stepsPerEpoch - epoch, 0), 1);
  const done = Math.min(epoch + within, plannedEpochs);
  const duration = median(epochDurationsMs.slice(-WINDOW));
  return {
    fraction: done / plannedEpochs,
    leftMs: duration === undefined ? null : (plannedEpochs - done) * duration,
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
