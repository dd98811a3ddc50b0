import { hostname } from 'node:os';
import { ConvlabError, type DataFiles, type Registry } from '@convlab/core';
import type { DataEvent, Store } from '@convlab/store';
import { fileSetsIn, notedSetsIn } from './data-refs.ts';
import { others } from './share-data-sets.ts';

/** How data sets are fetched. */
export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Hears at the start, about every second, and at the end. */
  readonly report?: (event: DataEvent) => Promise<void>;
}

/* Files that were found are not looked at again for so long; whoever loads them verifies them. */
const KNOWN_MS = 60_000;
const REPORT_EVERY_MS = 1_000;

interface Fetches {
  /** When files were last seen here, by checksum. */
  readonly known: Map<string, number>;
  /** By checksum, so that the slots of one worker fetch the same once. */
  readonly running: Map<string, Promise<void>>;
}

const fetches = new WeakMap<Store, Fetches>();

/**
 * Has the user's files that an experiment names by checksum on this machine: fetched from the database where they are not.
 *
 * @throws {ConvlabError} E_DATA_MISSING when they are neither here nor stored, E_DATA_CHECKSUM when others are here and these not
 *   stored, or when the stored bytes are damaged; E_DATA_ARCHIVE
 */
export async function fetchDataSets(
  store: Store,
  registry: Registry,
  spec: unknown,
  options: FetchOptions = {},
): Promise<void> {
  for (const { files } of [...fileSetsIn(spec, registry), ...notedSetsIn(spec, registry)]) {
    if (files.sha256 !== undefined) await fetchOnce(store, files, files.sha256, options);
  }
}

async function fetchOnce(
  store: Store,
  files: DataFiles,
  sha256: string,
  options: FetchOptions,
): Promise<void> {
  const { known, running } = fetchesOf(store);
  // Whoever fetches it may be interrupted: then the next one does.
  for (let other = running.get(sha256); other !== undefined; other = running.get(sha256))
    await other.catch(() => undefined);
  options.signal?.throwIfAborted();
  if (Date.now() - (known.get(sha256) ?? 0) < KNOWN_MS) return;
  const fetching = ensure(store, files, sha256, options);
  running.set(sha256, fetching);
  try {
    await fetching;
    known.set(sha256, Date.now());
  } finally {
    running.delete(sha256);
  }
}

function fetchesOf(store: Store): Fetches {
  const found = fetches.get(store) ?? { known: new Map(), running: new Map() };
  fetches.set(store, found);
  return found;
}

async function ensure(store: Store, files: DataFiles, sha256: string, options: FetchOptions): Promise<void> {
  const found = await files.find();
  if (found === 'here') return;
  const stored = await store.dataSets.want(sha256);
  if (stored === undefined)
    throw found === 'other' ? others(files.path, undefined, sha256) : missing(files.path, sha256);
  await files.unpack(told(store.dataSets.read(sha256), stored, options));
}

/** The same pieces, with reports of how far they are. */
async function* told(
  pieces: AsyncIterable<Uint8Array>,
  { sha256, byteLength }: { readonly sha256: string; readonly byteLength: number },
  { signal, report }: FetchOptions,
): AsyncGenerator<Uint8Array> {
  let receivedBytes = 0;
  const tell = () => report?.({ type: 'data', sha256, receivedBytes, totalBytes: byteLength });
  await tell();
  let toldAt = Date.now();
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    yield piece;
    receivedBytes += piece.byteLength;
    if (Date.now() - toldAt < REPORT_EVERY_MS) continue;
    await tell();
    toldAt = Date.now();
  }
  await tell();
}

function missing(path: string, sha256: string): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_MISSING',
    message: `The data set of the run is neither on ${hostname()} nor in the database`,
    received: path,
    expected: `files with SHA-256 ${sha256}`,
    hint: 'Launch an experiment on it from a machine that has the files, which stores them for all others; or put them at the path.',
  });
}
