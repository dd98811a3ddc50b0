import { ConvlabError, type Registry } from '@convlab/core';
import { checkedSet, dataSetVariants, filesKey, type CompleteSpec } from '@convlab/experiments';
import type { Store } from '@convlab/store';
import { filesOf, fileSetsIn, keyOf, withChecksums, type FilesRef } from './data-refs.ts';

/** An experiment whose data sets every machine finds. */
export interface SharedSpec {
  /** With the checksums of its data sets. */
  readonly spec: CompleteSpec;
  /** Those that are stored, for `store.experiments.create`. */
  readonly dataSets: readonly string[];
}

/** How far the storing of a data set is. */
export type SharingProgress =
  | { readonly stage: 'reading'; readonly path: string }
  | {
      readonly stage: 'storing';
      readonly path: string;
      readonly storedBytes: number;
      readonly totalBytes: number;
    };

type Report = (progress: SharingProgress) => void;

const LIMIT_VARIABLE = 'CONVLAB_DATA_LIMIT_MB';
const DEFAULT_LIMIT_MB = 2_048;

/**
 * Stores the user's files that an experiment reads, where they are not stored yet, and names them by checksum in it.
 *
 * Where single settings of its data set are varied, one checksum cannot stand for all of its files: then those of all that its trainings
 * may read are noted beside it, from where planning takes them. Only on a server, as a folder has no other machines. The environment's
 * `CONVLAB_DATA_LIMIT_MB` bounds each data set, 2048 when left out; with 0 nothing is stored.
 *
 * @param report  hears what is being read, and of what is being stored how far it is
 * @throws {ConvlabError} E_DATA_MISSING, E_DATA_CHECKSUM when the files are not those of the experiment's checksum, E_DATA_SIZE,
 *   E_DATA_FORMAT, E_DATA_VARIANTS, E_DATA_LIMIT when the variable is no number
 */
export async function shareDataSets(
  store: Store,
  registry: Registry,
  spec: CompleteSpec,
  report: Report = () => undefined,
): Promise<SharedSpec> {
  const maxBytes = limitBytes();
  if (store.mode === 'embedded' || maxBytes === 0) return { spec, dataSets: [] };
  const stored = new Map<string, string>();
  /** Stores the files of a data set unless that was done for another one that reads the same. */
  const share = async (one: FilesRef): Promise<string> => {
    const key = `${filesKey(one.files)} ${one.files.sha256 ?? ''}`;
    const sha256 = stored.get(key) ?? (await storedFiles(store, one, maxBytes, report));
    stored.set(key, sha256);
    return sha256;
  };
  const checksums = new Map<string, string>();
  for (const one of fileSetsIn(spec, registry)) checksums.set(keyOf(one), await share(one));
  const noted = variesSettings(spec) ? await shareVariants(spec, registry, share) : undefined;
  const { checksums: _old, ...data } = spec.data;
  return {
    spec: withChecksums(
      { ...spec, data: { ...data, ...(noted === undefined ? {} : { checksums: noted }) } },
      registry,
      (key) => checksums.get(key),
    ),
    dataSets: [...new Set(stored.values())],
  };
}

/** Stores the files of all that an experiment makes of its data set; their checksums by what is read. */
async function shareVariants(
  spec: CompleteSpec,
  registry: Registry,
  share: (one: FilesRef) => Promise<string>,
): Promise<Record<string, string>> {
  const named = namedChecksums(spec, registry);
  const noted: Record<string, string> = {};
  for (const ref of dataSetVariants(spec)) {
    // A checksum stands for the files beside which it was written: other settings may read others.
    const { sha256: _of, ...plain } = typeof ref === 'string' ? { id: ref } : ref;
    const one = filesOf(checkedSet(plain, named, registry), registry);
    if (one !== undefined) noted[filesKey(one.files)] ??= await share(one);
  }
  return noted;
}

/** The checksums that an experiment comes with, by what they are of. */
function namedChecksums(spec: CompleteSpec, registry: Registry): Record<string, string> {
  const named = fileSetsIn(spec, registry).flatMap(({ files }) =>
    files.sha256 === undefined ? [] : [[filesKey(files), files.sha256] as const],
  );
  return { ...spec.data.checksums, ...Object.fromEntries(named) };
}

async function storedFiles(
  store: Store,
  { files }: FilesRef,
  maxBytes: number,
  report: Report,
): Promise<string> {
  const { path } = files;
  if (files.sha256 !== undefined && (await store.dataSets.want(files.sha256)) !== undefined)
    return files.sha256;
  report({ stage: 'reading', path });
  const digest = await files.digest(maxBytes);
  if (files.sha256 !== undefined && files.sha256 !== digest.sha256)
    throw others(path, digest.sha256, files.sha256);
  if ((await store.dataSets.want(digest.sha256)) === undefined)
    await store.dataSets.write(digest, counted(files.pack(), path, digest.byteLength, report));
  return digest.sha256;
}

/** The same pieces; each is reported when the one after it is asked for, as it has been stored by then. */
async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  path: string,
  totalBytes: number,
  report: Report,
): AsyncGenerator<Uint8Array> {
  let storedBytes = 0;
  report({ stage: 'storing', path, storedBytes, totalBytes });
  for await (const piece of pieces) {
    yield piece;
    storedBytes += piece.byteLength;
    report({ stage: 'storing', path, storedBytes, totalBytes });
  }
}

function variesSettings(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.startsWith('data.set.') || variesSettings(inner));
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
