import { nodeModules } from '../_internal/node-modules.ts';
import { isSystemError } from '../_internal/system-error.ts';
import { dataFolder } from '../download/download.ts';

/* Within the folder of a checksum, so that what is there is there as a whole. */
const CONTENT = 'content';

/* A fetch that was killed leaves its draft behind; one this old is nobody's. */
const ABANDONED_MS = 24 * 3_600_000;

/** Files that were fetched from another machine, by their checksum. */
export interface FetchedFiles {
  readonly sha256: string;
  readonly path: string;
}

/** Where fetched files are kept: `CONVLAB_DATA/by-sha256`. */
export function fetchedHome(): string {
  return dataFolder('by-sha256');
}

/** The file or folder of a checksum where it was fetched; `path` otherwise. Node only. */
export function placeOf({ path, sha256 }: { readonly path: string; readonly sha256?: string | undefined }) {
  if (sha256 === undefined) return path;
  const fetched = contentOf(sha256);
  return process.getBuiltinModule('node:fs').existsSync(fetched) ? fetched : path;
}

function contentOf(sha256: string): string {
  return nodeModules().path.join(fetchedHome(), sha256, CONTENT);
}

/**
 * Fills the place of a checksum: what `fill` makes at the path it is given appears under its name when it is complete. Of several
 * that do so at once, one is kept.
 */
export async function keepFetched(sha256: string, fill: (content: string) => Promise<void>): Promise<void> {
  const { fs, path } = nodeModules();
  await fs.mkdir(fetchedHome(), { recursive: true });
  const draft = await fs.mkdtemp(path.join(fetchedHome(), `${sha256}.`));
  try {
    await fill(path.join(draft, CONTENT));
    await fs.rename(draft, path.join(fetchedHome(), sha256));
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true });
    if (!isTaken(error)) throw error;
  }
}

function isTaken(error: unknown): boolean {
  return (
    isSystemError(error) &&
    error.syscall === 'rename' &&
    (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
  );
}

/** The files that were fetched to this machine. */
export async function listFetched(): Promise<FetchedFiles[]> {
  const entries = await nodeModules()
    .fs.readdir(fetchedHome())
    .catch(() => []);
  return entries
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .sort()
    .map((sha256) => ({ sha256, path: contentOf(sha256) }));
}

/**
 * Removes fetched files from this machine, and what fetches that were killed left behind; whoever needs them fetches them again.
 *
 * @param keep  checksums to leave
 * @returns what was removed
 */
export async function removeFetched(keep: ReadonlySet<string> = new Set()): Promise<FetchedFiles[]> {
  const { fs, path } = nodeModules();
  const removed = (await listFetched()).filter(({ sha256 }) => !keep.has(sha256));
  for (const { path: content } of removed)
    await fs.rm(path.dirname(content), { recursive: true, force: true });
  for (const name of await fs.readdir(fetchedHome()).catch(() => [])) {
    const draft = path.join(fetchedHome(), name);
    const stats = name.includes('.') ? await fs.stat(draft).catch(() => undefined) : undefined;
    if (stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_MS)
      await fs.rm(draft, { recursive: true, force: true });
  }
  return removed;
}
