import type * as Tar from 'tar-stream';
import { ConvlabError } from '@convlab/core';
import { nodeModules } from '../_internal/node-modules.ts';
import { isSystemError } from '../_internal/system-error.ts';

/** What the library calls a writable stream, without its package. */
type Sink = ReturnType<Tar.Pack['entry']> | Tar.Extract;
type TarEntry = Tar.Extract extends AsyncIterable<infer Entry> ? Entry : never;

/**
 * Files of a folder as a tar archive that depends on their names and bytes alone: sorted by name, no times, owners or modes.
 *
 * Files are read one after another, in pieces.
 *
 * @param names  paths within the folder, with `/`
 * @throws {ConvlabError} E_DATA_FORMAT when a name leads out of the folder
 */
export async function* packFolder(folder: string, names: readonly string[]): AsyncGenerator<Uint8Array> {
  const { pack } = await importTar();
  const archive = pack();
  const sorted = [...new Set(names)].sort();
  const outside = sorted.find((name) => !isWithin(name));
  if (outside !== undefined) throw leadsOut('E_DATA_FORMAT', outside);
  const writing = writeEntries(archive, folder, sorted).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  yield* archive as AsyncIterable<Uint8Array>;
  await writing;
}

async function writeEntries(archive: Tar.Pack, folder: string, names: readonly string[]): Promise<void> {
  const { fs, path } = nodeModules();
  for (const name of names) {
    const handle = await fs.open(path.join(folder, name));
    try {
      const { size } = await handle.stat();
      await writeEntry(archive, name, size, handle.createReadStream({ autoClose: false }));
    } finally {
      await handle.close();
    }
  }
  archive.finalize();
}

function writeEntry(
  archive: Tar.Pack,
  name: string,
  size: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const header = { name, size, mode: 0o644, mtime: new Date(0), uid: 0, gid: 0 };
    const entry = archive.entry(header, (error) => (error ? reject(error) : resolve()));
    const feed = async (): Promise<void> => {
      for await (const piece of pieces) await write(entry, piece);
      entry.end(undefined);
    };
    feed().catch(reject);
  });
}

/**
 * Unpacks what {@link packFolder} made into a folder that does not exist yet.
 *
 * @throws {ConvlabError} E_DATA_ARCHIVE for anything but plain files within the folder, each once
 */
export async function unpackFolder(archive: AsyncIterable<Uint8Array>, folder: string): Promise<void> {
  const { fs } = nodeModules();
  const { extract } = await importTar();
  const entries = extract();
  await fs.mkdir(folder);
  const feed = async (): Promise<void> => {
    for await (const piece of archive) await write(entries, piece);
    entries.end(undefined);
  };
  const feeding = feed().catch((error: unknown) => {
    entries.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const entry of entries) await writeFile(folder, entry);
  } catch (error) {
    throw error instanceof ConvlabError || isSystemError(error) ? error : noArchive(error);
  } finally {
    entries.destroy();
  }
  await feeding;
}

async function writeFile(folder: string, entry: TarEntry): Promise<void> {
  const { fs, path } = nodeModules();
  const { name, type } = entry.header;
  if (type !== 'file') throw noPlainFile(name, type ?? 'unknown');
  if (!isWithin(name)) throw leadsOut('E_DATA_ARCHIVE', name);
  const target = path.join(folder, name);
  await fs.mkdir(path.dirname(target), { recursive: true });
  const handle = await fs.open(target, 'wx').catch((error: unknown) => {
    throw isSystemError(error) && error.code === 'EEXIST'
      ? noPlainFile(name, 'a second one of its name')
      : error;
  });
  try {
    for await (const piece of entry as AsyncIterable<Uint8Array>) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
}

/** Writes a piece, and waits while what was written before is not taken up. */
async function write(to: Sink, piece: Uint8Array): Promise<void> {
  if (to.write(piece)) return;
  await new Promise<void>((resolve) => {
    // Whoever reads may have ended it; what it died of is told where it is read.
    const done = (): void => {
      to.off('drain', done);
      to.off('close', done);
      resolve();
    };
    to.on('drain', done);
    to.on('close', done);
  });
}

/** Whether a name stays in its folder on every system: no way up, no root, no drive, no other separator. */
function isWithin(name: string): boolean {
  if (/[\\\0]/.test(name) || /^[a-z]:/i.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

async function importTar(): Promise<typeof Tar> {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ 'tar-stream');
}

function leadsOut(code: 'E_DATA_FORMAT' | 'E_DATA_ARCHIVE', name: string): ConvlabError {
  return new ConvlabError({
    code,
    message: 'A file of the data set lies outside of its folder.',
    received: name,
    expected: 'a path within the folder, with / between its parts',
  });
}

function noPlainFile(name: string, type: string): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_ARCHIVE',
    message: `The entry ${name} of the data set is no plain file.`,
    received: type,
    expected: 'files alone, each once',
  });
}

function noArchive(cause: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_ARCHIVE',
    message: 'The bytes of the data set are no tar archive.',
    expected: 'what a folder of images was packed into',
    cause,
  });
}
