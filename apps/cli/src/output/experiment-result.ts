import type { EnsemblePart, ExperimentResult, MetricSummary } from '@convlab/experiments';
import type { Interval } from '@convlab/evaluation';
import type { ExperimentOutput } from '../commands/run-experiment.ts';

/** The result of an experiment of many runs for people. */
export function experimentLines({ name, result, durationMs, interrupted }: ExperimentOutput): string[] {
  const { finished, failed, total } = result.progress;
  const state = interrupted ? 'Interrupted' : result.status === 'failed' ? 'Failed' : 'Finished';
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  return [
    name,
    `  ${state}: ${finished} of ${total} runs${failures}, in ${(durationMs / 1000).toFixed(1)} s`,
    ...(result.problem === undefined ? [] : [`  ${result.problem}`]),
    ...selectionLines(result),
    ...searchLines(result),
    ...foldLines(result),
    ...ensembleLines(result),
    ...learningCurveLines(result),
    ...outerFoldLines(result),
    ...testLines(result),
  ];
}

function selectionLines({ selection }: ExperimentResult): string[] {
  if (selection === undefined) return [];
  return [
    '',
    'Model selection, by mean validation error:',
    ...selection.candidates.map(
      ({ name, error, standardError }) =>
        `  ${name === selection.chosen ? '*' : ' '} ${name.padEnd(20)} ${valueOf(error)}${standardError === null ? '' : ` ± ${standardError.toPrecision(2)}`}`,
    ),
  ];
}

function searchLines({ search, objective }: ExperimentResult): string[] {
  if (search === undefined) return [];
  const over = search.trials.filter(({ value }) => value !== undefined).length;
  const { best } = search;
  return [
    '',
    `Search: ${over} of ${search.numTrials} trials, by the error of ${objective ?? ''}`,
    ...(best === undefined
      ? []
      : [
          `  best error ${valueOf(best.value)}${best.spread === null ? '' : ` ± ${best.spread.toPrecision(2)}`} in trial ${best.number + 1}:`,
          ...Object.entries(best.values).map(([path, value]) => `    ${path} = ${JSON.stringify(value)}`),
        ]),
    ...search.parameters.map(
      ({ path, importance, edge }) =>
        `  ${path}: importance ${importance === null ? 'unknown' : importance.toFixed(2)}${edge === undefined ? '' : `; the best lies at the ${edge} end of its range, widen it`}`,
    ),
  ];
}

function foldLines({ folds }: ExperimentResult): string[] {
  if (folds === undefined) return [];
  const shown = Object.entries(folds.metrics).filter(([metric]) => /^(trainEval|validation)\//.test(metric));
  return [
    '',
    `Cross-validation over ${folds.folds.length} splits:`,
    ...shown.map(([metric, summary]) => `  ${metric.padEnd(22)} ${summaryText(summary)}`),
    ...(folds.judgement === undefined ? [] : [`  ${folds.judgement.sentence}`]),
  ];
}

function ensembleLines({ ensemble }: ExperimentResult): string[] {
  if (ensemble === undefined) return [];
  const { validation, test } = ensemble;
  return [
    '',
    `Ensemble of ${ensemble.members.length} by ${ensemble.kind}:`,
    ...(validation === undefined ? [] : partLines('validation', validation)),
    ...(test === undefined ? [] : partLines('test', test)),
  ];
}

function partLines(part: string, { comparison, report }: EnsemblePart): string[] {
  return [
    ...Object.entries(comparison).map(
      ([metric, { ensemble, mean, best }]) =>
        `  ${`${part}/${metric}`.padEnd(22)} ${ensemble.toPrecision(4)}; members ${mean.toPrecision(4)} on average, ${best.toPrecision(4)} at best`,
    ),
    ...(report === undefined
      ? []
      : [
          `    gain over the mean member ${pointsText(report.gainOverMean)}, over the best ${pointsText(report.gainOverBest)}; members disagree on ${(100 * report.diversity).toFixed(1)} %`,
        ]),
  ];
}

function learningCurveLines({ learningCurve }: ExperimentResult): string[] {
  if (learningCurve === undefined) return [];
  return [
    '',
    'Learning curve:',
    ...learningCurve.points.map(
      ({ n, error }) => `  ${String(n ?? '').padStart(8)} examples  error ${valueOf(error)}`,
    ),
    ...(learningCurve.fit === undefined ? [] : [`  ${learningCurve.fit.sentence}`]),
  ];
}

function outerFoldLines({ outerFolds }: ExperimentResult): string[] {
  if (outerFolds === undefined) return [];
  return [
    '',
    `Nested cross-validation over ${outerFolds.folds.length} outer folds:`,
    ...Object.entries(outerFolds.metrics).map(
      ([metric, summary]) => `  ${metric.padEnd(22)} ${summaryText(summary)}`,
    ),
  ];
}

function testLines({ test }: ExperimentResult): string[] {
  if (test === undefined) return [];
  const { accuracy, numExamples } = test;
  const times = test.openings.length === 1 ? 'once' : `${test.openings.length} times`;
  return [
    '',
    `Test part, ${numExamples ?? ''} examples, opened ${times} for ${test.openings.join(', ')}:`,
    ...Object.entries(test.metrics).map(
      ([metric, value]) => `  ${metric.padEnd(22)} ${value.toPrecision(4)}`,
    ),
    ...(accuracy === undefined
      ? []
      : [`  95 % interval of the accuracy: ${percent(accuracy.low)} to ${percent(accuracy.high)}`]),
  ];
}

function summaryText({ mean, deviation, interval }: MetricSummary): string {
  const spread = deviation === null ? '' : ` ± ${deviation.toPrecision(2)}`;
  const bounds =
    interval === null
      ? ''
      : `  95 % interval ${interval.low.toPrecision(4)} to ${interval.high.toPrecision(4)}`;
  return `${mean.toPrecision(4)}${spread}${bounds}`;
}

function pointsText({ value, low, high }: Interval): string {
  const points = (share: number): string => (100 * share).toFixed(1);
  return `${points(value)} points (${points(low)} to ${points(high)})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function valueOf(value: number | null | undefined): string {
  return value === undefined ? 'running' : value === null ? 'failed' : value.toPrecision(4);
}
