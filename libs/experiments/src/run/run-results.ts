import { createRng, type Registry } from '@convlab/core';
import { summarizePredictions, type PredictionSummary } from '@convlab/evaluation';
import type { MetricRow, TrainingResult } from '@convlab/training';
import { encodePredictions } from '@convlab/training/predictions';
import { createMetrics } from '../spec/metrics.ts';
import type { ResolvedExperiment } from '../spec/resolve-experiment.ts';

/** How a trained network does on the parts that it was judged on, as JSON. */
export interface RunEvaluation {
  readonly version: 1;
  readonly validation?: PredictionSummary;
  /** Only where the experiment opens the test part. */
  readonly test?: PredictionSummary;
}

/** What a training leaves behind besides its curve and its weights. */
export interface RunResults {
  readonly evaluation: RunEvaluation;
  /** Test metrics by name, `test/accuracy`; absent while the test part is closed. */
  readonly testMetrics?: MetricRow;
  /** Files by kind: {@link PREDICTIONS} of each part, and {@link EVALUATION}. */
  readonly artifacts: Readonly<Record<string, Uint8Array>>;
}

/** The artifacts that hold predictions; `decodePredictions` reads them. */
export const PREDICTIONS = { validation: 'predictions/validation', test: 'predictions/test' } as const;

/** The artifact that holds a {@link RunEvaluation}; {@link decodeEvaluation} reads it. */
export const EVALUATION = 'evaluation';

/* Larger predictions cost more to keep than to make again. */
const MAX_PREDICTIONS_BYTES = 128 * 2 ** 20;

/**
 * The results of a finished training: metrics with intervals, confusion and classes of each judged part, and its predictions.
 *
 * @param judged  what the training gave of the parts that it was asked to judge
 */
export function runResults(
  { spec, info }: Pick<ResolvedExperiment, 'spec' | 'info'>,
  registry: Registry,
  judged: TrainingResult['judged'],
): RunResults {
  const metrics = createMetrics(spec.metrics ?? [], registry);
  const rng = createRng(spec.seed).fold('evaluation');
  const summarize = (part: 'validation' | 'test'): Partial<RunEvaluation> => {
    const found = judged[part];
    if (found === undefined) return {};
    const options = { metrics, outputNames: info.outputNames, rng: rng.fold(part) };
    return { [part]: summarizePredictions(found.predictions, options) };
  };
  const evaluation: RunEvaluation = { version: 1, ...summarize('validation'), ...summarize('test') };
  const { test } = judged;
  return {
    evaluation,
    ...(test === undefined
      ? {}
      : {
          testMetrics: Object.fromEntries(
            Object.entries(test.metrics).map(([name, value]) => [`test/${name}`, value]),
          ),
        }),
    artifacts: { ...predictionFiles(judged), [EVALUATION]: encodeEvaluation(evaluation) },
  };
}

/** Reads what an artifact of kind {@link EVALUATION} holds. */
export function decodeEvaluation(file: Uint8Array): RunEvaluation {
  return JSON.parse(new TextDecoder().decode(file)) as RunEvaluation;
}

function encodeEvaluation(evaluation: RunEvaluation): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(evaluation));
}

function predictionFiles(judged: TrainingResult['judged']): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const part of ['validation', 'test'] as const) {
    const predictions = judged[part]?.predictions;
    if (predictions === undefined || predictions.outputs.byteLength > MAX_PREDICTIONS_BYTES) continue;
    files[PREDICTIONS[part]] = encodePredictions(predictions);
  }
  return files;
}
