import { readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ConvlabError, isConvlabError, serializeError } from '@convlab/core';
import { dataFolder, extractImages } from '@convlab/data';

/** Where archives are sent, by PUT: a form of another site cannot make such a request. */
export const UPLOAD_PREFIX = '/api/uploads/';

/* What travels; what it unpacks to has bounds of its own. */
const MAX_UPLOAD_BYTES = 2 * 2 ** 30;

/** A data set that was uploaded: what to write into an experiment. */
export interface Upload {
  readonly name: string;
  readonly path: string;
}

/** The uploaded data sets of this machine, by name. */
export async function listUploads(): Promise<Upload[]> {
  const home = dataFolder('uploads');
  const entries = await readdir(home, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && isName(entry.name))
    .map(({ name }) => ({ name, path: join(home, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Answers an upload: takes the images of the archive in its body into a folder, or says in JSON why not. */
export async function receiveUpload(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const upload = await take(request);
    answer(response, 201, upload);
  } catch (error) {
    if (!isConvlabError(error)) throw error;
    answer(response, error.code === 'E_UPLOAD_NAME_TAKEN' ? 409 : 400, serializeError(error));
  }
}

async function take(request: IncomingMessage) {
  if (request.method !== 'PUT')
    throw new ConvlabError({
      code: 'E_UPLOAD_METHOD',
      message: 'Archives are sent by PUT.',
      received: request.method,
    });
  const name = nameOf(request.url ?? '');
  const path = join(dataFolder('uploads'), name);
  if ((await listUploads()).some((upload) => upload.name === name))
    throw new ConvlabError({
      code: 'E_UPLOAD_NAME_TAKEN',
      message: `There is an uploaded data set called "${name}" already.`,
      hint: 'Choose another name.',
    });
  const extracted = await extractImages(bounded(request), path);
  return { name, path, ...extracted };
}

async function* bounded(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > MAX_UPLOAD_BYTES) throw tooLarge(declared);
  let received = 0;
  for await (const piece of request as AsyncIterable<Uint8Array>) {
    received += piece.length;
    if (received > MAX_UPLOAD_BYTES) throw tooLarge(received);
    yield piece;
  }
}

function nameOf(url: string): string {
  const name = url.slice(UPLOAD_PREFIX.length).split('?')[0] ?? '';
  if (isName(name)) return name;
  throw new ConvlabError({
    code: 'E_UPLOAD_NAME',
    message: 'A data set cannot have this name.',
    received: name.slice(0, 100),
    expected: 'small letters, digits and hyphens, at most 60, beginning with a letter',
  });
}

function isName(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,59}$/.test(name);
}

function tooLarge(bytes: number): ConvlabError {
  return new ConvlabError({
    code: 'E_UPLOAD_SIZE',
    message: 'The archive is too large to be uploaded.',
    received: `${bytes} bytes`,
    expected: `at most ${MAX_UPLOAD_BYTES} bytes`,
    hint: 'Put the images into a folder on this machine, and use the data set "image-folder".',
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
