import { cpus } from 'node:os';
import type { Study, StudyFinding, StudyMeasure, StudyUnit } from '@convlab/core';
import type { StudyRecord } from './run-study.ts';

/** The machine that a study was recorded on, for people. */
export function machineText({ backend }: StudyRecord): string {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${process.platform}, Node.js ${process.versions.node}; backend ${backend.name}, ${backend.threads === 1 ? 'one thread' : `${backend.threads} threads`}`;
}

/** A recorded study as a page in Markdown. */
export function studyPage(name: string, title: string, study: Study, record: StudyRecord): string {
  const { spec, specHash, result, seconds } = record;
  const finding = result.study?.finding;
  if (finding === undefined) throw new Error(`${name} was not judged.`);
  const { finished, failed } = result.progress;
  return [
    `# ${title}`,
    '',
    `**${finding.sentence}**`,
    '',
    `- **Claim.** ${study.claim}`,
    `- **Prediction.** ${study.prediction}`,
    `- **Rule, written before.** ${study.rule}`,
    '',
    ...finding.charts.flatMap((chart, i) => [`![${chart.title}](${pictureName(name, i)})`, '']),
    '## Measured',
    '',
    ...tableLines(finding),
    '',
    'Means over seeds ± sample standard deviation.',
    '',
    ...effectLines(finding),
    '',
    '## What it cannot say',
    '',
    ...study.caveats.map((caveat) => `- ${caveat}`),
    '',
    '## To read',
    '',
    ...study.reading.map((reading) => `- ${reading}`),
    '',
    '## How it was made',
    '',
    `${finished} trainings${failed === 0 ? '' : `, and ${failed} that diverged`}, in ${Math.round(seconds)} s one after the other on a busy machine: ${machineText(record)}. Seeds ${(spec.study?.seeds ?? []).join(', ')}; specification ${specHash.slice(0, 16)}. The same numbers come of`,
    '',
    '```sh',
    `npx convlab study ${name} --budget ${spec.study?.budget ?? 'lesson'}`,
    '```',
    '',
    `All trainings with their settings and metrics are in [${name}.json](${name}.json).`,
    '',
  ].join('\n');
}

/** The file of a chart's picture. */
export function pictureName(name: string, i: number): string {
  return `${name}-${i + 1}.svg`;
}

/** How an outcome reads in the list of studies. */
export const VERDICT_WORDS = {
  supported: 'supported',
  'not-supported': 'not supported',
  inconclusive: 'inconclusive',
} as const;

function tableLines({ measures, rows }: StudyFinding): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(['arm', ...measures.map(({ name }) => name)]),
    row(['---', ...measures.map(() => '---:')]),
    ...rows.map(({ arm, measures: values }) =>
      row([arm, ...measures.map(({ name, unit }) => measureText(values[name], unit))]),
    ),
  ];
}

function effectLines({ effects }: StudyFinding): readonly string[] {
  return [
    '| effect | mean | 95 % interval | asked for | |',
    '| --- | ---: | ---: | ---: | --- |',
    ...effects.map(({ name, unit, interval, above, verdict }) => {
      const text = (value: number): string => effectText(value, unit);
      const [mean, range] =
        interval === null
          ? ['–', '–']
          : [text(interval.value), `${text(interval.low)} to ${text(interval.high)}`];
      return `| ${name} | ${mean} | ${range} | > ${text(above)} | ${VERDICT_WORDS[verdict]} |`;
    }),
  ];
}

function effectText(value: number, unit: StudyFinding['effects'][number]['unit']): string {
  if (unit === 'points') return `${(100 * value).toFixed(2)} points`;
  return unit === 'factor' ? `${value.toPrecision(3)}×` : value.toPrecision(3);
}

/* What stands behind a number of a unit. */
const SIGNS: Readonly<Partial<Record<StudyUnit, string>>> = { share: ' %', seconds: ' s' };

function measureText(measure: StudyMeasure | undefined, unit: StudyUnit): string {
  if (measure === undefined || measure.mean === null) return '–';
  if (unit === 'count') return Math.round(measure.mean).toLocaleString('en');
  const text = (value: number): string =>
    unit === 'share' ? (100 * value).toFixed(2) : value.toPrecision(3);
  const deviation = measure.deviation === null ? '' : ` ± ${text(measure.deviation)}`;
  return `${text(measure.mean)}${deviation}${SIGNS[unit] ?? ''}`;
}
