import { ConvlabError } from '@convlab/core';
import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { nodeModules } from '../_internal/node-modules.ts';
import { placeOf } from './place.ts';

/** Bounds of what an archive may hold. */
export interface ArchiveLimits {
  readonly maxFiles: number;
  /** Of one file, uncompressed. */
  readonly maxFileBytes: number;
  /** Of all files, uncompressed. */
  readonly maxTotalBytes: number;
}

/** What was taken from an archive. */
export interface ExtractedImages {
  /** Names of the classes, sorted. */
  readonly classes: readonly string[];
  readonly numImages: number;
  /** Entries that are no images of a class, such as notes; they were left out. */
  readonly ignored: readonly string[];
}

const DEFAULT_LIMITS: ArchiveLimits = {
  maxFiles: 100_000,
  maxFileBytes: 32 * 2 ** 20,
  maxTotalBytes: 2 * 2 ** 30,
};

/* Enough to see what was left out. */
const MAX_IGNORED = 100;

/**
 * Takes the images of a zip archive into a folder that `image-folder` reads: one folder for each class.
 *
 * The class of an image is the name of the folder that holds it; what stands above is of no account, and folders of the same
 * name become one class. Files are written under numbers of our own, never under a path from the archive, and are neither
 * decoded nor executed. The archive is read as it arrives and never held in memory as a whole. The folder appears when
 * everything is there: a refused archive leaves nothing behind. Node only.
 *
 * @param archive  the bytes of the archive, in pieces of any size
 * @param folder   must not exist
 * @throws {ConvlabError} E_DATA_ARCHIVE when it is no zip archive, holds no images in folders, exceeds a limit, or an entry
 *   points outside (`../`, an absolute path, a drive)
 */
export async function extractImages(
  archive: AsyncIterable<Uint8Array>,
  folder: string,
  limits: Partial<ArchiveLimits> = {},
): Promise<ExtractedImages> {
  const { fs, path } = nodeModules();
  await fs.mkdir(path.dirname(folder), { recursive: true });
  const draft = await fs.mkdtemp(`${folder}.`);
  try {
    const extraction = new Extraction(draft, { ...DEFAULT_LIMITS, ...limits });
    const extracted = await extraction.run(archive);
    await fs.rename(draft, folder);
    return extracted;
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true });
    throw error;
  }
}

interface PendingImage {
  readonly className: string;
  readonly extension: string;
  readonly pieces: Uint8Array[];
}

class Extraction {
  readonly #draft: string;
  readonly #limits: ArchiveLimits;
  readonly #classes = new Map<string, number>();
  readonly #ignored: string[] = [];
  /** Unpacked but not yet written: at most what one piece of the archive unpacks to. */
  #finished: PendingImage[] = [];
  #open = 0;
  #totalBytes = 0;
  #numEntries = 0;
  #failure: ConvlabError | undefined;

  constructor(draft: string, limits: ArchiveLimits) {
    this.#draft = draft;
    this.#limits = limits;
  }

  async run(archive: AsyncIterable<Uint8Array>): Promise<ExtractedImages> {
    const unzip = new Unzip((entry) => this.#entry(entry));
    unzip.register(UnzipInflate);
    let start = true;
    for await (const piece of archive) {
      // Bytes are handed on in small pieces, so that a bomb is noticed before it has filled memory.
      for (let at = 0; at < piece.length; at += 65_536) {
        const part = piece.subarray(at, at + 65_536);
        if (start) requireZip(part);
        start = false;
        await this.#push(unzip, part, false);
      }
    }
    await this.#push(unzip, new Uint8Array(0), true);
    if (this.#open > 0)
      throw archiveError('The archive ends in the middle of a file.', 'a complete zip archive');
    return this.#result();
  }

  async #push(unzip: Unzip, part: Uint8Array, final: boolean): Promise<void> {
    try {
      unzip.push(part, final);
    } catch (cause) {
      if (this.#failure === undefined)
        throw archiveError('This is no zip archive, or it is damaged.', 'a zip archive of images', cause);
    }
    if (this.#failure !== undefined) throw this.#failure;
    await this.#write();
  }

  #entry(entry: UnzipFile): void {
    this.#numEntries += 1;
    if (this.#numEntries > this.#limits.maxFiles)
      this.#refuse(archiveError('The archive has too many files.', `at most ${this.#limits.maxFiles}`));
    if (this.#failure !== undefined) return;
    const place = this.#placeOf(entry.name);
    if (place === undefined) return;
    const image: PendingImage = { ...place, pieces: [] };
    let bytes = 0;
    this.#open += 1;
    entry.ondata = (error, data, final) => {
      if (this.#failure !== undefined) return;
      if (error !== null) {
        this.#refuse(archiveError(`The file ${entry.name} is damaged.`, 'a complete zip archive', error));
        return;
      }
      bytes += data.length;
      this.#totalBytes += data.length;
      if (!this.#withinLimits(entry, bytes)) return;
      image.pieces.push(data);
      if (!final) return;
      this.#open -= 1;
      this.#finished.push(image);
    };
    entry.start();
  }

  #placeOf(name: string): { className: string; extension: string } | undefined {
    const place = placeOf(name);
    if (place === 'outside') {
      this.#refuse(
        archiveError(
          'An entry of the archive points outside of it.',
          'plain folders and files',
          undefined,
          name,
        ),
      );
      return undefined;
    }
    if (place !== 'ignored') return place;
    if (!name.endsWith('/') && this.#ignored.length < MAX_IGNORED) this.#ignored.push(name);
    return undefined;
  }

  #withinLimits(entry: UnzipFile, bytes: number): boolean {
    const { maxFileBytes, maxTotalBytes } = this.#limits;
    if (bytes > maxFileBytes)
      this.#refuse(
        archiveError(`The file ${entry.name} is too large.`, `at most ${maxFileBytes} bytes unpacked`),
      );
    else if (this.#totalBytes > maxTotalBytes)
      this.#refuse(archiveError('The archive is too large.', `at most ${maxTotalBytes} bytes unpacked`));
    else return true;
    entry.terminate();
    return false;
  }

  #refuse(error: ConvlabError): void {
    this.#failure ??= error;
  }

  async #write(): Promise<void> {
    const { fs, path } = nodeModules();
    const images = this.#finished;
    this.#finished = [];
    for (const { className, extension, pieces } of images) {
      const before = this.#classes.get(className);
      if (before === undefined) await fs.mkdir(path.join(this.#draft, className));
      const number = (before ?? 0) + 1;
      this.#classes.set(className, number);
      await fs.writeFile(
        path.join(this.#draft, className, `${String(number).padStart(6, '0')}${extension}`),
        Buffer.concat(pieces),
      );
    }
  }

  #result(): ExtractedImages {
    const numImages = [...this.#classes.values()].reduce((sum, count) => sum + count, 0);
    if (this.#classes.size < 2)
      throw archiveError(
        'The archive does not hold images of at least two classes.',
        'one folder for each class, with PNG, JPEG or WebP files',
        undefined,
        [...this.#classes.keys()],
      );
    return { classes: [...this.#classes.keys()].sort(), numImages, ignored: this.#ignored };
  }
}

function requireZip(first: Uint8Array): void {
  if (first[0] === 0x50 && first[1] === 0x4b) return;
  throw archiveError('This is no zip archive.', 'a file that begins with the letters PK');
}

function archiveError(message: string, expected: string, cause?: unknown, received?: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_ARCHIVE',
    message,
    expected,
    ...(received === undefined ? {} : { received }),
    ...(cause === undefined ? {} : { cause }),
  });
}
