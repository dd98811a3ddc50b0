import type { GeneralizationReport } from '@convlab/evaluation';
import type { RunResults } from '@convlab/experiments';
import type { StartedEvent, TrainingResult } from '@convlab/training';

/** What `convlab run --json` prints. */
export interface RunOutput {
  readonly name: string;
  /** Identity of the complete experiment; runs with the same hash give the same numbers. */
  readonly specHash: string;
  readonly backend: StartedEvent['backend'];
  readonly reason: TrainingResult['event']['reason'];
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly bestMetrics: TrainingResult['event']['bestMetrics'];
  /** Metrics of the test part; absent while it is closed. */
  readonly testMetrics?: RunResults['testMetrics'];
  /** The metric row of every epoch. */
  readonly history: TrainingResult['history'];
  readonly report: GeneralizationReport;
  readonly durationMs: number;
}

/** The result of a run for people: best epoch, verdict, evidence, what to try next. */
export function resultLines(output: RunOutput): string[] {
  const { report, bestMetrics, testMetrics = {} } = output;
  return [
    output.name,
    `  ${endOf(output)} after ${output.epochs} epochs in ${(output.durationMs / 1000).toFixed(1)} s, computed by ${output.backend.name}`,
    '',
    `Best epoch: ${output.bestEpoch}`,
    ...Object.entries({ ...bestMetrics, ...testMetrics }).map(
      ([name, value]) => `  ${name.padEnd(22)} ${value?.toPrecision(6) ?? 'not a number'}`,
    ),
    '',
    report.sentence,
    ...report.evidence.map(
      ({ outcome, question, explanation }) => `  ${MARKS[outcome]} ${question} ${explanation}`,
    ),
    ...report.warnings.map(({ message }) => `  ! ${message}`),
    ...(report.remedies.length === 0 ? [] : ['', 'What to try next:']),
    ...report.remedies.map(({ title, why }) => `  - ${title}: ${why}`),
  ];
}

const MARKS = { pass: '+', fail: '-', skipped: ' ' } as const;

function endOf({ reason }: RunOutput): string {
  return { completed: 'Finished', 'early-stopping': 'Stopped early', stopped: 'Stopped on request' }[reason];
}
