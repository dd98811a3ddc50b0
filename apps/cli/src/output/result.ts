import type { RunOutput } from '../commands/run.ts';

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
