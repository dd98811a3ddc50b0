import { ConvlabError } from '@convlab/core';

/**
 * Reads all bytes behind a URL: a file in Node, fetched elsewhere.
 *
 * @throws {ConvlabError} E_DATA_MISSING when there is nothing to read
 */
export async function readUrl(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return url.protocol === 'file:' ? await readFileUrl(url) : await fetchUrl(url);
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_DATA_MISSING',
      message: `The data at ${url.href} cannot be read.`,
      hint: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}

async function readFileUrl(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  // Asked of the process instead of imported, so that bundlers for browsers need no stand-in for node:fs.
  const { readFile } = process.getBuiltinModule('node:fs/promises');
  return new Uint8Array(await readFile(url));
}

async function fetchUrl(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The server answered ${response.status} ${response.statusText}.`);
  return new Uint8Array(await response.arrayBuffer());
}
