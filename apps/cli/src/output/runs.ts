import type { RunDetails, RunView } from '../access/access.ts';
import { columns } from './columns.ts';

const MISSING = '–';

/** Runs as a table: the id to name them by, how they stand and how good they are at their best epoch. */
export function runLines(runs: readonly RunView[]): readonly string[] {
  if (runs.length === 0) return ['No runs.'];
  const rows = runs.map((run) => [
    run.id,
    run.status,
    progressOf(run),
    bestOf(run),
    verdictOf(run),
    run.createdAt.slice(0, 16).replace('T', ' '),
    run.name,
  ]);
  return columns([['id', 'status', 'epochs', 'best', 'verdict', 'created (UTC)', 'name'], ...rows]);
}

/** A run with its figures at the best epoch. */
export function detailLines({ run, epochs }: RunDetails): readonly string[] {
  const best = run.bestMetrics ?? {};
  const last = run.lastMetrics ?? {};
  const test = run.testMetrics ?? {};
  const facts = [
    ['id', run.id],
    ['status', run.request === null ? run.status : `${run.status}, asked to ${run.request}`],
    ['epochs', progressOf(run)],
    ['verdict', verdictOf(run)],
    ['project', run.project],
    ['weights', run.numWeights === null ? MISSING : run.numWeights.toLocaleString('en')],
    ['time', `${(run.durationMs / 1000).toFixed(1)} s`],
    [
      'backend',
      run.started === null ? MISSING : `${run.started.backend.name} (${run.started.backend.reason})`,
    ],
    ...(run.forkedFrom === null ? [] : [['forked from', run.forkedFrom]]),
    ...(run.tags.length === 0 ? [] : [['tags', run.tags.join(', ')]]),
    ...(run.error === null ? [] : [['error', `${run.error.message} (${run.error.code})`]]),
    ...(run.notes === '' ? [] : [['notes', run.notes]]),
  ];
  const names = [...new Set([...Object.keys(best), ...Object.keys(last)])].sort();
  const figures = columns(
    [
      ['metric', `best (epoch ${run.bestEpoch ?? MISSING})`, `last (epoch ${epochs.length})`],
      ...names.map((name) => [name, figure(best[name]), figure(last[name])]),
      ...Object.entries(test).map(([name, value]) => [name, figure(value), '']),
    ],
    ['left', 'right', 'right'],
  );
  return [
    run.name,
    ...columns(facts).map((line) => `  ${line}`),
    ...(names.length > 0 ? ['', ...figures] : []),
  ];
}

/** Runs side by side: the settings in which they differ, then every metric at each one's best epoch. */
export function comparisonLines(runs: readonly RunDetails[]): readonly string[] {
  const specs = runs.map(({ run }) => flatten(run.spec));
  const settings = [...new Set(specs.flatMap((spec) => [...spec.keys()]))].filter(
    (path) => new Set(specs.map((spec) => spec.get(path))).size > 1,
  );
  const metrics = [...new Set(runs.flatMap(({ run }) => Object.keys(run.bestMetrics ?? {})))].sort();
  const row = (name: string, valueOf: (details: RunDetails, index: number) => string): string[] => [
    name,
    ...runs.map(valueOf),
  ];
  return columns([
    row('', ({ run }) => run.id),
    row('name', ({ run }) => run.name),
    row('status', ({ run }) => run.status),
    row('verdict', ({ run }) => verdictOf(run)),
    row('best epoch', ({ run }) => `${run.bestEpoch ?? MISSING}`),
    ...settings.map((path) => row(path, (_run, i) => specs[i]?.get(path) ?? MISSING)),
    ...metrics.map((name) => row(name, ({ run }) => figure(run.bestMetrics?.[name]))),
  ]);
}

function progressOf({ epoch, plannedEpochs }: RunView): string {
  return plannedEpochs === null ? String(epoch) : `${epoch}/${plannedEpochs}`;
}

function bestOf({ bestValue, bestEpoch, started }: RunView): string {
  if (bestValue === null || bestEpoch === null) return MISSING;
  return `${started?.monitor.name ?? ''} ${figure(bestValue)} @ ${bestEpoch}`.trim();
}

function verdictOf({ verdict, subtype }: RunView): string {
  if (verdict === null) return MISSING;
  return subtype === null ? verdict : `${verdict}, ${subtype}`;
}

/** Four significant digits; tiny ones keep their exponent. */
function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? MISSING : String(Number(value.toPrecision(4)));
}

/** Every leaf of a JSON value by its path. */
function flatten(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]]);
  const entries = Object.entries(value).flatMap(([key, item]) => [
    ...flatten(item, path === '' ? key : `${path}.${key}`),
  ]);
  return new Map(entries);
}
