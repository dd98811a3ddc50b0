import type { Ensemble, FittedEnsemble, Metric, Predictions } from '@convlab/core';
import {
  confusionMatrix,
  decomposeBrier,
  metricOf,
  reportEnsemble,
  summarizePredictions,
} from '@convlab/evaluation';
import type { PredictionSet } from '@convlab/training/predictions';
import { createMetrics } from '../spec/metrics.ts';
import type { PlanContext } from './context.ts';
import type { EnsemblePart, EnsembleResult } from './experiment-result.ts';
import type { PlanRecord } from './plan-record.ts';

/** What members come to together, as far as their predictions are there. */
export function combineMembers(
  context: PlanContext,
  records: readonly PlanRecord[],
): Pick<EnsembleResult, 'fitted' | 'validation' | 'test'> {
  const { spec, registry } = context;
  if (spec.ensemble === undefined || records.length === 0) return {};
  const method = registry.create('ensemble', spec.ensemble.method);
  const validation = partOf(records, 'validation');
  const test = partOf(records, 'test');
  const fitted = fit(method, validation ?? test?.map(noExamples));
  if (fitted === undefined) return {};
  const report = (members: readonly PredictionSet[]): EnsemblePart =>
    partReport(context, method, fitted, members, validation);
  return {
    fitted: fitted.toJSON(),
    ...(validation === undefined ? {} : { validation: report(validation) }),
    ...(test === undefined ? {} : { test: report(test) }),
  };
}

/** The members' predictions of a part, where all have them and speak of the same examples. */
function partOf(records: readonly PlanRecord[], part: 'validation' | 'test'): PredictionSet[] | undefined {
  const sets = records.map(({ predictions }) => predictions?.[part]);
  const [first] = sets;
  if (first === undefined || first.length === 0) return undefined;
  const same = sets.every(
    (set) => set?.length === first.length && set.indices.every((index, i) => index === first.indices[i]),
  );
  return same ? (sets as PredictionSet[]) : undefined;
}

function fit(method: Ensemble, members: readonly Predictions[] | undefined): FittedEnsemble | undefined {
  return members === undefined ? undefined : method.fit(members);
}

/** Members that share no validation part have nothing to be fitted on. */
function noExamples({ numOutputs, targets }: PredictionSet): Predictions {
  return {
    outputs: new Float32Array(),
    targets: targets instanceof Int32Array ? new Int32Array() : new Float32Array(),
    length: 0,
    numOutputs,
  };
}

function partReport(
  { spec, registry, outputNames, rng }: PlanContext,
  method: Ensemble,
  fitted: FittedEnsemble,
  members: readonly PredictionSet[],
  validation: readonly PredictionSet[] | undefined,
): EnsemblePart {
  const together = fitted.combine(members);
  const metrics = createMetrics(spec.metrics ?? [], registry);
  const classes = together.targets instanceof Int32Array;
  const stream = rng.fold('ensemble');
  return {
    ...summarizePredictions(together, { metrics, outputNames, rng: stream.fold('summary') }),
    comparison: Object.fromEntries(
      Object.entries(metrics).map(([name, metric]) => [name, compare(metric, together, members)]),
    ),
    squaredError: splitSquaredError(members),
    ...(classes
      ? {
          report: reportEnsemble(together, members, stream.fold('report')),
          memberBrier: members.map((member) => decomposeBrier(member)),
          errorBySize: errorBySize(method, members, validation),
        }
      : {}),
  };
}

function compare(metric: Metric, together: Predictions, members: readonly Predictions[]) {
  const values = members.map((member) => metricOf(metric, member));
  const { better } = metric.scale;
  return {
    ensemble: metricOf(metric, together),
    members: values,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    best: better === 'higher' ? Math.max(...values) : Math.min(...values),
    better,
  };
}

/**
 * The squared error of the plain average, which is the members' mean error less how far they are from it, per example.
 *
 * @see Krogh & Vedelsby, "Neural network ensembles, cross validation, and active learning", NIPS 1994.
 */
function splitSquaredError(members: readonly Predictions[]): EnsemblePart['squaredError'] {
  const [{ outputs, targets, length, numOutputs }] = members as [Predictions];
  const truthAt = (i: number): number => {
    if (!(targets instanceof Int32Array)) return targets[i] as number;
    return targets[Math.floor(i / numOutputs)] === i % numOutputs ? 1 : 0;
  };
  let [ensemble, meanMember, diversity] = [0, 0, 0];
  for (let i = 0; i < outputs.length; i++) {
    const values = members.map((member) => member.outputs[i] as number);
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    const truth = truthAt(i);
    ensemble += (average - truth) ** 2 / length;
    meanMember += meanSquare(values, truth) / length;
    diversity += meanSquare(values, average) / length;
  }
  return { ensemble, meanMember, diversity };
}

function meanSquare(values: readonly number[], from: number): number {
  return values.reduce((sum, value) => sum + (value - from) ** 2, 0) / values.length;
}

/** Share of wrong decisions of the first 1, 2, … members together, each combination fitted for itself. */
function errorBySize(
  method: Ensemble,
  members: readonly PredictionSet[],
  validation: readonly PredictionSet[] | undefined,
): number[] {
  return members.map((_, i) => {
    const few = members.slice(0, i + 1);
    const fitted = method.fit(validation?.slice(0, i + 1) ?? few.map(noExamples));
    return errorShare(fitted.combine(few));
  });
}

function errorShare(part: Predictions): number {
  const right = confusionMatrix(part).reduce((sum, row, k) => sum + (row[k] as number), 0);
  return 1 - right / part.length;
}
