import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listUploads, receiveUpload, UPLOAD_PREFIX } from './uploads.ts';

let server: Server;
let address: string;
let home: string;
const before = process.env['CONVLAB_DATA'];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'convlab-uploads-'));
  process.env['CONVLAB_DATA'] = home;
  server = createServer((request, response) => void receiveUpload(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${UPLOAD_PREFIX}`;
});

afterAll(async () => {
  if (before === undefined) delete process.env['CONVLAB_DATA'];
  else process.env['CONVLAB_DATA'] = before;
  await new Promise((resolve) => server.close(resolve));
  await rm(home, { recursive: true });
});

const file = new Uint8Array([1, 2, 3]);
const pets = new Uint8Array(
  zipSync({ 'pets/cat/1.png': file, 'pets/dog/1.jpg': file, 'pets/notes.txt': file }),
);

const put = async (name: string, body: Uint8Array<ArrayBuffer>) => {
  const response = await fetch(address + name, { method: 'PUT', body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

it('takes an archive of images under a name, once', async () => {
  const first = await put('pets', pets);
  expect(first).toEqual({
    status: 201,
    body: {
      name: 'pets',
      path: join(home, 'uploads', 'pets'),
      classes: ['cat', 'dog'],
      numImages: 2,
      ignored: ['pets/notes.txt'],
    },
  });
  expect(await listUploads()).toEqual([{ name: 'pets', path: join(home, 'uploads', 'pets') }]);
  expect(await put('pets', pets)).toMatchObject({ status: 409, body: { code: 'E_UPLOAD_NAME_TAKEN' } });
});

it.each([
  ['..%2Fevil', pets, 'E_UPLOAD_NAME'],
  ['Pets', pets, 'E_UPLOAD_NAME'],
  ['', pets, 'E_UPLOAD_NAME'],
  ['no-archive', new TextEncoder().encode('text'), 'E_DATA_ARCHIVE'],
  ['zip-slip', new Uint8Array(zipSync({ '../../cat/1.png': file })), 'E_DATA_ARCHIVE'],
])('refuses %j with a coded error, and keeps nothing', async (name, body, code) => {
  expect(await put(name, body)).toMatchObject({ status: 400, body: { code } });
  expect(await readdir(join(home, 'uploads'))).toEqual(['pets']);
});
