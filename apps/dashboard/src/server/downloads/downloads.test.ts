import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendDownload } from './downloads.ts';

let folder: string;
let workbench: Workbench;
let server: Server;
let origin: string;
let id: string;

/* Larger than a piece of the database. */
const file = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * 7) % 251);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-downloads-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 0 });
  ({
    runIds: [id = ''],
  } = await workbench.launch({ data: { set: 'digits' } }));
  await workbench.store.artifacts.write(id, 'best', file, { epoch: 3, step: 9 });
  server = createServer((request, response) => void sendDownload(request, response, workbench));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/runs`;
});
afterAll(async () => {
  server.close();
  await workbench.close();
  await rm(folder, { recursive: true });
});

it('sends a file byte for byte, with its length and a name', async () => {
  const answer = await fetch(`${origin}/${id}/files/best`);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}-best.safetensors"`);
  expect(answer.headers.get('content-length')).toBe(String(file.length));
  expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
});

it('sends tables as CSV and JSON', async () => {
  const csv = await fetch(`${origin}/${id}/epochs.csv`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await csv.text()).toBe('epoch,step,learningRate,durationMs,best,finishedAt\r\n');
  expect(await (await fetch(`${origin}/${id}/scalars.json`)).json()).toEqual([]);
});

it.each([
  ['/nobody/files/best', 404, 'E_RUN_UNKNOWN'],
  ['/ID/files/secret', 404, 'E_FILE_UNKNOWN'],
  ['/ID/files/last', 404, 'E_FILE_UNKNOWN'],
  ['/ID/files/..%2f..%2fetc', 404, 'E_DOWNLOAD_UNKNOWN'],
  ['/ID/../../etc/passwd', 404, 'E_DOWNLOAD_UNKNOWN'],
])('answers %s with %i and %s', async (path, status, code) => {
  const answer = await fetch(`${origin}${path.replace('ID', id)}`);
  if (path.includes('/../')) expect(answer.status).toBe(status);
  else expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
});
