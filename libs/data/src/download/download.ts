import { ConvlabError } from '@convlab/core';
import { gunzip } from '../_internal/gunzip.ts';
import { nodeModules } from '../_internal/node-modules.ts';
import { sha256 } from '../_internal/sha256.ts';
import { catalogue, type RemoteFile, type RemoteName } from './catalogue.ts';

/** Progress of a fetch. */
export interface DownloadProgress {
  readonly file: string;
  readonly receivedBytes: number;
  /** `null` when the server does not say. */
  readonly totalBytes: number | null;
}

/** How a data set is fetched. */
export interface DownloadOptions {
  /** Where data sets are kept; the environment's `CONVLAB_DATA`, or `.convlab/data` in the user's home, when left out. */
  readonly home?: string;
  /** A folder that has the files already; nothing is downloaded then. */
  readonly from?: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
}

/** The folder of a data set's files. */
export function dataFolder(name: string, home?: string): string {
  const { os, path } = nodeModules();
  return path.join(home ?? process.env['CONVLAB_DATA'] ?? path.join(os.homedir(), '.convlab', 'data'), name);
}

/**
 * Fetches a data set from its official source, or takes its files from a folder, and verifies every file.
 *
 * A file that is there and right is not fetched again; a download that broke off goes on where it stopped. A file appears under
 * its name only when it is complete and verified.
 *
 * @returns the folder of the files
 * @throws {ConvlabError} E_DATA_CHECKSUM when a file is not the published one, E_DATA_MISSING when it cannot be had
 */
export async function getDataSet(name: RemoteName, options: DownloadOptions = {}): Promise<string> {
  return fetchFiles(catalogue[name], dataFolder(name, options.home), options);
}

/** Whether every file of a data set is on this machine; their content is verified when they are read. */
export async function isFetched(name: RemoteName, home?: string): Promise<boolean> {
  const { fs, path } = nodeModules();
  const folder = dataFolder(name, home);
  const found = catalogue[name].map((file) =>
    fs.access(path.join(folder, file.name)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).every(Boolean);
}

/** Fetches any files into a folder, as {@link getDataSet} does. */
export async function fetchFiles(
  files: readonly RemoteFile[],
  folder: string,
  options: DownloadOptions,
): Promise<string> {
  const { fs, path } = nodeModules();
  await fs.mkdir(folder, { recursive: true });
  for (const file of files) {
    const target = path.join(folder, file.name);
    if (await isThere(target, file)) continue;
    const part = `${target}.part`;
    if (options.from === undefined) await download(file, part, options);
    else await copyFrom(path.join(options.from, file.name), part);
    await requireVerified(file, part);
    await fs.rename(part, target);
  }
  return folder;
}

/**
 * Reads a fetched file, verified again.
 *
 * @throws {ConvlabError} E_DATA_MISSING, E_DATA_CHECKSUM
 */
export async function readFetched(
  name: RemoteName,
  fileName: string,
  home?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { fs, path } = nodeModules();
  const file = catalogue[name].find((one) => one.name === fileName);
  if (file === undefined) throw new Error(`The catalogue of ${name} has no file ${fileName}.`);
  const target = path.join(dataFolder(name, home), fileName);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await fs.readFile(target));
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_DATA_MISSING',
      message: `The data set "${name}" is not on this machine.`,
      received: target,
      hint: `Run: npx convlab data get ${name}`,
      cause,
    });
  }
  if (!(await isPublished(file, bytes))) throw checksumError(file, target);
  return bytes;
}

async function isThere(target: string, file: RemoteFile): Promise<boolean> {
  const { fs } = nodeModules();
  try {
    return await isPublished(file, new Uint8Array(await fs.readFile(target)));
  } catch {
    return false;
  }
}

async function isPublished(file: RemoteFile, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const digest = nodeModules().crypto.createHash('md5').update(bytes).digest('hex');
  if (digest === file.md5) return true;
  if (file.contentSha256 === undefined) return false;
  try {
    return (await sha256(await gunzip(file.name, bytes))) === file.contentSha256;
  } catch {
    return false;
  }
}

async function requireVerified(file: RemoteFile, part: string): Promise<void> {
  const { fs } = nodeModules();
  if (await isPublished(file, new Uint8Array(await fs.readFile(part)))) return;
  // Kept, it would be continued for ever.
  await fs.rm(part);
  throw checksumError(file, part);
}

function checksumError(file: RemoteFile, where: string): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_CHECKSUM',
    message: `The file "${file.name}" is not the published one.`,
    received: where,
    expected: `MD5 ${file.md5}`,
    hint: 'It is damaged or another version: delete it and fetch it again.',
  });
}

async function copyFrom(source: string, part: string): Promise<void> {
  try {
    await nodeModules().fs.copyFile(source, part);
  } catch (cause) {
    throw missing(`The file ${source} cannot be read.`, cause);
  }
}

async function download(
  file: RemoteFile,
  part: string,
  { onProgress, signal }: DownloadOptions,
): Promise<void> {
  const { fs } = nodeModules();
  const had = await fs.stat(part).then(
    ({ size }) => size,
    () => 0,
  );
  const response = await request(file, had, signal);
  // 416: nothing is left to send, so the part is complete.
  if (response.status === 416) return;
  // A server that ignores the range sends everything from the start.
  const resumed = response.status === 206;
  const length = response.headers.get('content-length');
  const start = resumed ? had : 0;
  const totalBytes = length === null ? null : start + Number(length);
  let receivedBytes = start;
  const handle = await fs.open(part, resumed ? 'a' : 'w');
  try {
    const body = response.body as AsyncIterable<Uint8Array> | null;
    for await (const chunk of body ?? []) {
      await handle.write(chunk);
      receivedBytes += chunk.length;
      onProgress?.({ file: file.name, receivedBytes, totalBytes });
    }
  } catch (cause) {
    throw missing(`The download of ${file.url} broke off; fetching it again goes on from there.`, cause);
  } finally {
    await handle.close();
  }
}

async function request(file: RemoteFile, had: number, signal: AbortSignal | undefined): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(file.url, {
      headers: had > 0 ? { range: `bytes=${had}-` } : {},
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    throw missing(`${file.url} cannot be reached.`, cause);
  }
  if (response.ok || response.status === 416) return response;
  throw missing(`${file.url} answered ${response.status} ${response.statusText}.`, undefined);
}

function missing(message: string, cause: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_MISSING',
    message,
    hint: 'Without a network, take the files from a folder with --from FOLDER.',
    cause,
  });
}
