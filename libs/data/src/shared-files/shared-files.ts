import { isConvlabError, ConvlabError, type DataDigest, type DataFiles } from '@convlab/core';
import { nodeModules } from '../_internal/node-modules.ts';
import { isSystemError } from '../_internal/system-error.ts';
import { unreadable } from '../_internal/unreadable.ts';
import { keepFetched, placeOf } from './fetched-files.ts';
import { packFolder, unpackFolder } from './tar-folder.ts';

/** Which files, as a configuration says it. */
interface Place {
  readonly path: string;
  readonly sha256?: string | undefined;
  readonly selection?: string | undefined;
}

/** A single file, which travels as the bytes it has. */
export function sharedFile(place: Place): DataFiles {
  return sharedFiles(
    place,
    () => readPieces(placeOf(place)),
    async (bytes, content) => {
      await nodeModules().fs.rename(bytes, content);
    },
  );
}

/**
 * Files of a folder, which travel as a tar archive.
 *
 * @param list  names the files of a folder, within it and with `/`
 */
export function sharedFolder(place: Place, list: (folder: string) => readonly string[]): DataFiles {
  return sharedFiles(
    place,
    () => packFolder(placeOf(place), list(placeOf(place))),
    async (bytes, content) => {
      await unpackFolder(readPieces(bytes), content);
      await nodeModules().fs.rm(bytes);
    },
  );
}

function sharedFiles(
  place: Place,
  pack: () => AsyncIterable<Uint8Array>,
  open: (bytes: string, content: string) => Promise<void>,
): DataFiles {
  const { path, sha256, selection } = place;
  const packed = () => orUnreadable(path, pack);
  const digest = (maxBytes = Infinity) => digestOf(bounded(path, packed(), maxBytes));
  return {
    path,
    ...(selection === undefined ? {} : { selection }),
    ...(sha256 === undefined ? {} : { sha256 }),
    digest,
    pack: packed,
    find: async () => {
      if (placeOf(place) !== path) return 'here';
      try {
        return sha256 === undefined || (await digest()).sha256 === sha256 ? 'here' : 'other';
      } catch (error) {
        if (isConvlabError(error) && error.code.startsWith('E_DATA_')) return 'missing';
        throw error;
      }
    },
    unpack: (pieces) => {
      if (sha256 === undefined) throw new TypeError('Files without a checksum cannot be fetched.');
      return keepFetched(sha256, async (content) => {
        // Verified before anything reads it: an archive is not opened before it is known to be the right one.
        const bytes = `${content}.bytes`;
        requireChecksum(path, (await writePieces(pieces, bytes)).sha256, sha256);
        await open(bytes, content);
      });
    },
  };
}

/**
 * Checks what is read against the checksum of a configuration.
 *
 * @throws {ConvlabError} E_DATA_CHECKSUM
 */
export function requireChecksum(path: string, received: string, expected: string | undefined): void {
  if (expected === undefined || received === expected) return;
  throw new ConvlabError({
    code: 'E_DATA_CHECKSUM',
    message: `The content of ${path} is not that of the experiment.`,
    received: `SHA-256 ${received}`,
    expected: `SHA-256 ${expected}`,
    path: ['sha256'],
    hint: 'The files were changed or damaged: bring back the old ones, or leave sha256 out to train on these.',
  });
}

/** Checks bytes in memory, as {@link requireChecksum}. */
export function requireBytes(path: string, bytes: Uint8Array, expected: string | undefined): void {
  if (expected === undefined) return;
  requireChecksum(path, nodeModules().crypto.createHash('sha256').update(bytes).digest('hex'), expected);
}

async function digestOf(pieces: AsyncIterable<Uint8Array>): Promise<DataDigest> {
  const hash = nodeModules().crypto.createHash('sha256');
  let byteLength = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    byteLength += piece.byteLength;
  }
  return { sha256: hash.digest('hex'), byteLength };
}

async function* bounded(path: string, pieces: AsyncIterable<Uint8Array>, maxBytes: number) {
  let byteLength = 0;
  for await (const piece of pieces) {
    byteLength += piece.byteLength;
    if (byteLength > maxBytes) throw tooLarge(path, maxBytes);
    yield piece;
  }
}

function tooLarge(path: string, maxBytes: number): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_SIZE',
    message: `The data set at ${path} is too large to be stored with the runs.`,
    received: `more than ${maxBytes} bytes`,
    expected: `at most ${maxBytes} bytes`,
    hint: 'Raise the limit by CONVLAB_DATA_LIMIT_MB; with 0 nothing is stored, and every machine needs the files at the same path.',
  });
}

async function writePieces(pieces: AsyncIterable<Uint8Array>, file: string): Promise<DataDigest> {
  const handle = await nodeModules().fs.open(file, 'wx');
  try {
    return await digestOf(written(pieces, (piece) => handle.writeFile(piece)));
  } finally {
    await handle.close();
  }
}

async function* written(pieces: AsyncIterable<Uint8Array>, write: (piece: Uint8Array) => Promise<void>) {
  for await (const piece of pieces) {
    await write(piece);
    yield piece;
  }
}

async function* readPieces(file: string): AsyncGenerator<Uint8Array> {
  const handle = await nodeModules().fs.open(file);
  try {
    yield* handle.createReadStream({ autoClose: false, highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
  } finally {
    await handle.close();
  }
}

async function* orUnreadable(
  path: string,
  pieces: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces();
  } catch (cause) {
    throw isSystemError(cause) ? unreadable(path, cause) : cause;
  }
}
