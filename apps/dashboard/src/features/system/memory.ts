import type { ChartTable } from '../../charts/table.ts';
import type { CurveSeries } from '../../charts/points.ts';
import type { ApiOutputs } from '../../client/api.ts';
import { formatBytes, formatMoment } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';

const t = texts.system.memoryChart;

/** What the server held, and what was left, over the last hour. */
export type MemoryInfo = ApiOutputs['system']['memory'];
type Sample = MemoryInfo['samples'][number];

/** With so little left, the next training may be the last. */
const SCARCE = 0.1;
const MS_PER_MINUTE = 60_000;

/** Whether there is enough memory, in a sentence. */
export function enoughAnswer({ samples, totalBytes }: MemoryInfo): string {
  const now = samples.at(-1);
  if (now === undefined) return t.none;
  const { serverBytes, trainings, trainingBytes, freeBytes } = now;
  return t.answer(freeBytes >= SCARCE * totalBytes, {
    server: formatBytes(serverBytes),
    trainings,
    held: trainingBytes === null ? null : formatBytes(trainingBytes),
    free: formatBytes(freeBytes),
    total: formatBytes(totalBytes),
  });
}

/** Its curves over minutes from now, which are negative. */
export function memorySeries({ samples }: MemoryInfo): readonly CurveSeries[] {
  const end = samples.at(-1)?.at ?? 0;
  const curve = (
    key: 'serverBytes' | 'trainingBytes' | 'freeBytes',
    colour: string,
    dash: CurveSeries['dash'] = 'solid',
  ): CurveSeries => ({
    key,
    label: t.series[key],
    colour,
    dash,
    points: samples.map((sample) => ({ x: (sample.at - end) / MS_PER_MINUTE, y: sample[key] })),
  });
  return [
    curve('freeBytes', 'var(--series-neutral)', 'dashed'),
    curve('trainingBytes', 'var(--run-1)'),
    curve('serverBytes', 'var(--run-0)'),
  ];
}

/** Its numbers, with the time of each. */
export function memoryTable({ samples }: MemoryInfo): ChartTable {
  const bytes = (label: string) => ({
    label,
    numeric: true,
    format: (value: unknown) => formatBytes(typeof value === 'number' ? value : null),
  });
  return {
    columns: [
      { label: t.time, format: (value) => formatMoment(new Date(String(value))) },
      bytes(t.series.freeBytes),
      bytes(t.series.trainingBytes),
      bytes(t.series.serverBytes),
      { label: t.trainings, numeric: true },
    ],
    rows: samples.map(({ at, freeBytes, trainingBytes, serverBytes, trainings }: Sample) => [
      new Date(at).toISOString(),
      freeBytes,
      trainingBytes,
      serverBytes,
      trainings,
    ]),
  };
}
