import type { StudyFinding, StudyMeasure, StudyUnit } from '@convlab/core';
import type { ExperimentOutput } from '../commands/run-experiment.ts';
import { columns } from './columns.ts';

/** A study in a list. */
export interface StudyListing {
  readonly id: string;
  readonly title: string;
  readonly claim: string;
}

/** The studies and what they claim, for people. */
export function studyListLines(listing: readonly StudyListing[]): readonly string[] {
  return listing.flatMap(({ id, claim }) => [shortId(id), `  ${claim}`]);
}

/** The outcome of a study for people: the verdict, then the numbers behind it. */
export function studyLines(output: ExperimentOutput): readonly string[] {
  const { finished, failed, total } = output.result.progress;
  const finding = output.result.study?.finding;
  return [
    output.name,
    `  ${conclusionOf(output)}`,
    `  ${finished} of ${total} trainings${failed === 0 ? '' : `, ${failed} failed`}, in ${seconds(output.durationMs)}`,
    ...(finding === undefined || finding.measures.length === 0 ? [] : ['', ...tableLines(finding)]),
  ];
}

/** What went wrong where something did, the verdict otherwise. */
function conclusionOf({ result, interrupted }: ExperimentOutput): string {
  const sentence = result.study?.finding?.sentence;
  return result.problem ?? sentence ?? (interrupted ? 'Interrupted' : 'Not judged');
}

/** One line for each of several studies. */
export function studySummaryLines(outputs: readonly ExperimentOutput[]): readonly string[] {
  const rows = outputs.map(({ name, result, durationMs }) => [
    name,
    result.status === 'done' ? (result.study?.finding?.verdict ?? 'not judged') : result.status,
    `${result.progress.finished}/${result.progress.total}`,
    seconds(durationMs),
  ]);
  return columns([['study', 'verdict', 'trainings', 'time'], ...rows], ['left', 'left', 'right', 'right']);
}

function tableLines({ measures, rows }: StudyFinding): readonly string[] {
  const header = ['', ...measures.map(({ name }) => name)];
  const body = rows.map((row) => [
    row.arm,
    ...measures.map(({ name, unit }) => measureText(row.measures[name], unit)),
  ]);
  return columns([header, ...body], ['left', ...measures.map(() => 'right' as const)]).map(
    (line) => `  ${line}`,
  );
}

/* What stands behind a number of a unit. */
const SIGNS: Readonly<Partial<Record<StudyUnit, string>>> = { share: ' %', seconds: ' s' };

function measureText(measure: StudyMeasure | undefined, unit: StudyUnit): string {
  if (measure === undefined || measure.mean === null) return '–';
  const { mean, deviation } = measure;
  if (unit === 'count') return Math.round(mean).toLocaleString('en');
  const text = (value: number): string =>
    unit === 'share' ? (100 * value).toFixed(1) : value.toPrecision(3);
  const sign = SIGNS[unit] ?? '';
  return `${text(mean)}${deviation === null ? '' : ` ± ${text(deviation)}`}${sign}`;
}

function shortId(id: string): string {
  return id.replace(/^convlab\//, '');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
