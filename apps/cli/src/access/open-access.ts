import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConvlabError, isConvlabError } from '@convlab/core';
import { directoryHolder } from '@convlab/store';
import { loadRegistry } from '@convlab/workbench';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { RunAccess } from './access.ts';
import { localAccess } from './local-access.ts';
import { serverAccess } from './server-access.ts';

/** Where a command finds the runs. */
export interface PlaceOptions {
  readonly data?: string;
  readonly database?: string;
  readonly server?: string;
}

const FOLDER = '.convlab';

/** Gives a command the options that say where the runs are. */
export function withPlace(command: Command): Command {
  return command
    .addOption(new Option('--data <folder>', 'the data folder (default: .convlab here or in a folder above)'))
    .addOption(new Option('--database <url>', 'a PostgreSQL server').env('DATABASE_URL'))
    .addOption(new Option('--server <url>', 'a running dashboard; its token is read from CONVLAB_TOKEN'));
}

/**
 * Opens the runs for one command, and closes them after it.
 *
 * A folder that a dashboard holds is reached through that dashboard.
 *
 * @throws {ConvlabError} E_STORE_MISSING when there is no data, E_STORE_LOCKED when a process that serves nothing has it, E_SERVER_…
 */
export async function withAccess<Result>(
  options: PlaceOptions,
  work: (access: RunAccess) => Promise<Result>,
): Promise<Result> {
  const access = await openAccess(options);
  try {
    return await work(access);
  } finally {
    await access.close();
  }
}

async function openAccess({ data, database, server }: PlaceOptions): Promise<RunAccess> {
  if (server !== undefined) return throughServer(server);
  if (data === undefined && database !== undefined)
    return localAccess({ databaseUrl: database }, registryHere);
  const dataDir = data === undefined ? nearestFolder() : resolve(data);
  if (!existsSync(dataDir)) throw noData(dataDir);
  const url = directoryHolder(dataDir)?.url;
  try {
    // The note of a killed process stays behind; only trying tells.
    return await localAccess({ dataDir }, registryHere);
  } catch (error) {
    if (!isConvlabError(error) || error.code !== 'E_STORE_LOCKED' || url === undefined) throw error;
    return throughServer(url);
  }
}

function throughServer(url: string): RunAccess {
  return serverAccess(url, process.env['CONVLAB_TOKEN'] || undefined);
}

async function registryHere() {
  return (await loadRegistry(process.cwd())).registry;
}

/** The data folder that commands use when none is named. */
export function nearestFolder(from = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER))) return join(folder, FOLDER);
    if (folder === dirname(folder)) return join(from, FOLDER);
  }
}

function noData(folder: string): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_MISSING',
    message: `There are no runs in ${folder}`,
    expected: 'a data folder',
    hint: 'Start the dashboard once, or name a place with --data, --database or --server.',
  });
}

/** Reads a whole number from an argument. */
export function wholeNumber(minimum: number, maximum = 1_000_000): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${minimum} to ${maximum}.`);
  };
}
