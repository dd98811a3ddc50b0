import { ConvlabError, type Registry } from '@convlab/core';
import type { Store } from '@convlab/store';
import { fileSetsIn, keyOf, withChecksums, type FilesRef } from './data-refs.ts';

/** An experiment whose data sets every machine finds. */
export interface SharedSpec<Spec> {
  /** With the checksums of its data sets. */
  readonly spec: Spec;
  /** Those that are stored, for `store.experiments.create`. */
  readonly dataSets: readonly string[];
}

const LIMIT_VARIABLE = 'CONVLAB_DATA_LIMIT_MB';
const DEFAULT_LIMIT_MB = 2_048;

/**
 * Stores the user's files that an experiment reads, where they are not stored yet, and names them by checksum in it.
 *
 * Only on a server, as a folder has no other machines. The environment's `CONVLAB_DATA_LIMIT_MB` bounds each data set, 2048 when left
 * out; with 0 nothing is stored.
 *
 * @throws {ConvlabError} E_DATA_MISSING, E_DATA_CHECKSUM when the files are not those of the experiment's checksum, E_DATA_SIZE,
 *   E_DATA_FORMAT, E_DATA_LIMIT when the variable is no number
 */
export async function shareDataSets<Spec>(
  store: Store,
  registry: Registry,
  spec: Spec,
): Promise<SharedSpec<Spec>> {
  const maxBytes = limitBytes();
  if (store.mode === 'embedded' || maxBytes === 0) return { spec, dataSets: [] };
  const checksums = new Map<string, string>();
  for (const one of fileSetsIn(spec, registry)) {
    const key = keyOf(one);
    // Where single settings of a data set are varied, one checksum cannot stand for all of its files.
    if (checksums.has(key) || (one.files.sha256 === undefined && variesPaths(spec))) continue;
    checksums.set(key, await stored(store, one, maxBytes));
  }
  return {
    spec: withChecksums(spec, registry, (key) => checksums.get(key)),
    dataSets: [...new Set(checksums.values())],
  };
}

async function stored(store: Store, { files }: FilesRef, maxBytes: number): Promise<string> {
  if (files.sha256 !== undefined && (await store.dataSets.want(files.sha256)) !== undefined)
    return files.sha256;
  const digest = await files.digest(maxBytes);
  if (files.sha256 !== undefined && files.sha256 !== digest.sha256)
    throw others(files.path, digest.sha256, files.sha256);
  if ((await store.dataSets.want(digest.sha256)) === undefined)
    await store.dataSets.write(digest, files.pack());
  return digest.sha256;
}

function variesPaths(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.startsWith('data.set.') || variesPaths(inner));
}

function limitBytes(): number {
  const text = process.env[LIMIT_VARIABLE] ?? String(DEFAULT_LIMIT_MB);
  if (/^\d{1,9}$/.test(text)) return Number(text) * 2 ** 20;
  throw new ConvlabError({
    code: 'E_DATA_LIMIT',
    message: `${LIMIT_VARIABLE} is no number of MiB`,
    received: text,
    expected: 'a whole number from 0',
  });
}

/** The error for files that are not those of an experiment's checksum, while nobody stored these. */
export function others(path: string, received: string | undefined, expected: string): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_CHECKSUM',
    message: `The content of ${path} is not that of the experiment, and the database does not have that`,
    ...(received === undefined ? {} : { received: `SHA-256 ${received}` }),
    expected: `SHA-256 ${expected}`,
    hint: 'Bring back the files of the experiment, or leave sha256 out to train on these.',
  });
}
