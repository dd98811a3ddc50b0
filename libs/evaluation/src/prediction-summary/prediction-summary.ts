import type { Metric, Predictions, Rng } from '@convlab/core';
import { decomposeBrier, type BrierDecomposition } from '../brier-decomposition/brier-decomposition.ts';
import { calibrationBins, type CalibrationBin } from '../calibration/calibration.ts';
import { classScores, confusionMatrix, type ClassScores } from '../confusion/confusion.ts';
import { bootstrapInterval, wilsonInterval, type Interval } from '../intervals/intervals.ts';

/** How a class is recognized. */
export interface ClassSummary extends ClassScores {
  readonly name: string;
  /** Recall with Wilson's 95 % interval; `null` for a class without examples. */
  readonly recallInterval: Interval | null;
  /** Precision likewise; `null` for a class that is never predicted. */
  readonly precisionInterval: Interval | null;
}

/** A judgement of predictions of some examples, as JSON. */
export interface PredictionSummary {
  readonly version: 1;
  readonly numExamples: number;
  /** Each metric that has a value, with its 95 % interval: Wilson's for the accuracy of classes, by bootstrap for others. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** Rows are true classes, columns predicted ones; of classifications. Shape: [C][C]. */
  readonly confusion?: readonly (readonly number[])[];
  readonly classes?: readonly ClassSummary[];
  readonly brier?: BrierDecomposition;
  readonly calibration?: readonly CalibrationBin[];
}

/** What predictions are judged by. */
export interface SummaryOptions {
  /** By name. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Names of the classes. */
  readonly outputNames: readonly string[];
  /** For the bootstrap. */
  readonly rng: Rng;
}

/* Numbers that the bootstrap of one metric may look at: about a second of work. */
const BOOTSTRAP_WORK = 2e7;
const MIN_SAMPLES = 100;
const MAX_SAMPLES = 1000;
const NUM_BINS = 10;

/** The judgement of predictions: metrics with intervals, and for classes what is confused and how well probabilities hold. */
export function summarizePredictions(
  part: Predictions,
  { metrics, outputNames, rng }: SummaryOptions,
): PredictionSummary {
  const entries = Object.entries(metrics).flatMap(([name, metric]) => {
    const interval = part.length === 0 ? undefined : intervalOf(name, metric, part, rng.fold(name));
    return interval === undefined ? [] : [[name, interval] as const];
  });
  const base = { version: 1, numExamples: part.length, metrics: Object.fromEntries(entries) } as const;
  if (!(part.targets instanceof Int32Array) || part.length === 0) return base;
  const confusion = confusionMatrix(part);
  return {
    ...base,
    confusion,
    classes: summarizeClasses(confusion, outputNames),
    brier: decomposeBrier(part),
    calibration: calibrationBins(part, NUM_BINS),
  };
}

function intervalOf(name: string, metric: Metric, part: Predictions, rng: Rng): Interval | undefined {
  const value = metricOf(metric, part);
  if (!Number.isFinite(value)) return undefined;
  if (name === 'accuracy' && part.targets instanceof Int32Array)
    return wilsonInterval(Math.round(value * part.length), part.length);
  const samples = Math.round(
    Math.min(MAX_SAMPLES, Math.max(MIN_SAMPLES, BOOTSTRAP_WORK / Math.max(1, part.outputs.length))),
  );
  const interval = bootstrapInterval(part.length, (indices) => metricOf(metric, gather(part, indices)), {
    rng,
    samples,
  });
  // A sample may lack what a metric needs, such as a class.
  const finite = Number.isFinite(interval.low) && Number.isFinite(interval.high);
  return finite ? interval : { value, low: value, high: value, level: 0 };
}

/** A metric of some predictions, all at once. */
export function metricOf(metric: Metric, part: Predictions): number {
  return metric.value(metric.add(metric.start(), part));
}

function gather({ outputs, targets, numOutputs }: Predictions, indices: Int32Array): Predictions {
  const length = indices.length;
  const width = targets.length / Math.max(1, outputs.length / numOutputs);
  const chosen = {
    outputs: new Float32Array(length * numOutputs),
    targets:
      targets instanceof Int32Array ? new Int32Array(length * width) : new Float32Array(length * width),
  };
  indices.forEach((index, i) => {
    chosen.outputs.set(outputs.subarray(index * numOutputs, (index + 1) * numOutputs), i * numOutputs);
    for (let k = 0; k < width; k++) chosen.targets[i * width + k] = targets[index * width + k] as number;
  });
  return { ...chosen, length, numOutputs };
}

function summarizeClasses(
  confusion: readonly (readonly number[])[],
  names: readonly string[],
): ClassSummary[] {
  return classScores(confusion).map((scores, k) => {
    const hits = confusion[k]?.[k] ?? 0;
    const predicted = confusion.reduce((sum, row) => sum + (row[k] ?? 0), 0);
    return {
      ...scores,
      name: names[k] ?? `${k}`,
      recallInterval: scores.support === 0 ? null : wilsonInterval(hits, scores.support),
      precisionInterval: predicted === 0 ? null : wilsonInterval(hits, predicted),
    };
  });
}
