import { refId } from '../../form/refs.ts';
import type { Checked } from './estimate.ts';

/** A training of average size: its epochs in full epochs, and how many of them train at a time. */
interface StageShape {
  readonly epochs: number;
  readonly parallel: number;
}

/** What trainings take. */
export interface TrainingTime {
  readonly msPerEpoch: number;
  readonly msBesides: number;
}

/** The trainings of an experiment at the most, how many train at a time, and how long all of them take, in ms. */
export function stageTimes(
  { complete, summary }: Pick<Checked, 'complete' | 'summary'>,
  slots: number,
  { msPerEpoch, msBesides }: TrainingTime,
): { readonly trainings: number; readonly parallel: number; readonly totalMs: number } {
  const stages = summary.stages.map((stage) => ({ ...stage, ...shapeOf(stage, complete, slots) }));
  return {
    trainings: stages.reduce((sum, { numRuns }) => sum + numRuns, 0),
    parallel: Math.max(1, ...stages.map(({ parallel }) => parallel)),
    // One stage waits for the one before; the last round of a stage may leave slots idle.
    totalMs: stages.reduce(
      (sum, { numRuns, epochs, parallel }) =>
        sum + Math.ceil(numRuns / parallel) * (epochs * msPerEpoch + msBesides),
      0,
    ),
  };
}

function shapeOf(
  { stage, numRuns }: Checked['summary']['stages'][number],
  { training, protocol, search, ensemble, learningCurve }: Checked['complete'],
  slots: number,
): StageShape {
  const shape = { epochs: training.epochs, parallel: Math.max(1, Math.min(numRuns, slots)) };
  // A trial of several splits trains on them at the same time.
  if (stage === 'search' && search !== undefined && isHoldOut(search.protocol) && isHoldOut(protocol))
    return { ...shape, parallel: Math.min(shape.parallel, search.parallel) };
  // Each snapshot goes on from the one before, and they share the epochs.
  if (stage === 'ensemble' && ensemble?.kind === 'snapshot')
    return { epochs: Math.max(1, Math.round(training.epochs / ensemble.members)), parallel: 1 };
  if (stage === 'learning-curve' && learningCurve !== undefined)
    return { ...shape, epochs: training.epochs * mean(learningCurve.fractions) };
  return shape;
}

function isHoldOut(protocol: unknown): boolean {
  return refId(protocol) === 'convlab/hold-out';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
