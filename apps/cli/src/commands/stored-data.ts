import { ConvlabError } from '@convlab/core';
import { listFetched, removeFetched } from '@convlab/data';
import { openStore, type DataSets, type StoredDataSet } from '@convlab/store';
import { Command, Option } from 'commander';
import { columns } from '../output/columns.ts';
import { print, type JsonOption } from '../output/print.ts';

/** Where the stored data sets of a command are. */
export interface DatabaseOption {
  readonly database?: string;
}

interface CleanOptions extends DatabaseOption, JsonOption {
  readonly fetched?: true;
}

/** A stored data set, and whether this machine has fetched it. */
interface ListedDataSet extends StoredDataSet {
  readonly fetched: boolean;
}

/** The option of a database. */
export function databaseOption(): Option {
  return new Option('--database <url>', 'the PostgreSQL server that runs are kept on').env('DATABASE_URL');
}

/** `convlab data stored`: the data sets that a database holds for its workers. */
export function storedCommand(): Command {
  return new Command('stored')
    .description('List the data sets that a database holds for its workers: checksum, size and use.')
    .addOption(databaseOption())
    .option('--json', 'print JSON')
    .action(async ({ database, ...options }: DatabaseOption & JsonOption) => {
      const sets = await storedIn(requireDatabase(database));
      print(options, sets, () => storedLines(sets));
    });
}

/** `convlab data clean`: removes what no experiment uses any more, and on request what this machine fetched. */
export function cleanCommand(): Command {
  return new Command('clean')
    .description('Remove stored data sets that no experiment uses and nobody wanted for an hour.')
    .addOption(databaseOption())
    .option('--fetched', 'remove what this machine fetched, too; it is fetched again when it is needed')
    .option('--json', 'print JSON')
    .action(clean);
}

async function clean({ database, fetched, ...options }: CleanOptions): Promise<void> {
  const url = fetched === true ? database : requireDatabase(database);
  const stored = url === undefined ? [] : await withDataSets(url, (sets) => sets.removeUnused());
  const local = fetched === true ? await removeFetched() : [];
  print(options, { stored, fetched: local }, () => [
    `${stored.length} stored data sets removed, ${megabytes(stored)} MB`,
    ...(fetched === true ? [`${local.length} fetched data sets removed from this machine`] : []),
  ]);
}

/** The data sets in a database. */
export async function storedIn(database: string): Promise<readonly ListedDataSet[]> {
  const here = new Set((await listFetched()).map(({ sha256 }) => sha256));
  const sets = await withDataSets(database, (stored) => stored.list());
  return sets.map((set) => ({ ...set, fetched: here.has(set.sha256) }));
}

async function withDataSets<Result>(
  databaseUrl: string,
  work: (dataSets: DataSets) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ databaseUrl });
  try {
    return await work(store.dataSets);
  } finally {
    await store.close();
  }
}

/** A table of stored data sets, for people. */
export function storedLines(sets: readonly ListedDataSet[]): readonly string[] {
  if (sets.length === 0) return ['no data sets are stored'];
  const rows = sets.map(({ sha256, byteLength, storedAt, numExperiments, numRuns, fetched }) => [
    sha256,
    megabytes([{ byteLength }]),
    storedAt === null ? 'incomplete' : storedAt.toISOString().slice(0, 16).replace('T', ' '),
    String(numExperiments),
    String(numRuns),
    fetched ? 'fetched here' : '',
  ]);
  return columns(
    [['SHA-256', 'MB', 'stored (UTC)', 'experiments', 'runs', ''], ...rows],
    ['left', 'right', 'left', 'right', 'right'],
  );
}

function megabytes(sets: readonly { readonly byteLength: number }[]): string {
  return (sets.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1e6).toFixed(1);
}

function requireDatabase(url: string | undefined): string {
  if (url !== undefined) return url;
  throw new ConvlabError({
    code: 'E_CLI_OPTION',
    message: 'Data sets are stored on a PostgreSQL server alone',
    expected: '--database postgres://…, or DATABASE_URL',
  });
}
