import { createServer, request, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerWith } from './answer.ts';
import { FailedAttempts } from './failed-attempts.ts';
import { cookieValue } from './guard.ts';

const TOKEN = 'a-token-of-some-length';
/* An address under which others could reach this machine; on loopback alone, its second one. */
const ADDRESS =
  Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address ?? '127.0.0.2';

let folder: string;
let workbench: Workbench;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-answer-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 0 });
  const pages = async (_request: unknown, response: { end(text: string): void }): Promise<void> => {
    response.end('a page');
    return Promise.resolve();
  };
  const answer = answerWith({ host: ADDRESS, token: TOKEN, allowedHosts: [], dev: false }, workbench, pages);
  server = createServer((incoming, response) => void answer(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
});
afterAll(async () => {
  server.close();
  await workbench.close();
  await rm(folder, { recursive: true });
});

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly address?: string;
  /** Where it comes from. */
  readonly localAddress?: string;
}

async function ask({
  path = '/api/trpc/runs.list?input=%7B%7D',
  method = 'GET',
  headers,
  body,
  address = ADDRESS,
  localAddress,
}: Asked) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = request({ host: address, port, path, method, headers, localAddress }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += String(piece)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const bearer = { authorization: `Bearer ${TOKEN}` };
const json = { 'content-type': 'application/json' };

describe(`a server that others reach, at ${ADDRESS}`, () => {
  it('answers whoever has the token or its cookie', async () => {
    expect(await ask({ headers: bearer })).toMatchObject({ status: 200 });
    expect(await ask({ headers: { cookie: `convlab_token=${cookieValue(TOKEN)}` } })).toMatchObject({
      status: 200,
    });
  });

  it.each([
    ['no token', {}, 401],
    ['a wrong token', { authorization: 'Bearer wrong-token-of-length' }, 401],
    ['the token as cookie, which is not its digest', { cookie: `convlab_token=${TOKEN}` }, 401],
    ['a forged cookie', { cookie: `convlab_token=${'0'.repeat(64)}` }, 401],
    ['a foreign origin', { ...bearer, origin: 'http://evil.example' }, 403],
    ['a foreign site', { ...bearer, 'sec-fetch-site': 'cross-site' }, 403],
    ['a foreign name', { ...bearer, host: 'evil.example' }, 421],
  ])('refuses %s', async (_what, headers, status) => {
    const api = await ask({ headers });
    expect(api.status).toBe(status);
    expect(api.text).not.toMatch(/\n\s+at /);
    const download = await ask({ headers, path: '/api/runs/x/files/best' });
    expect(download.status).toBe(status);
    const upload = await ask({ headers, path: '/api/uploads/x', method: 'PUT' });
    expect(upload.status).toBe(status);
  });

  it('refuses what is too large, and what is no JSON', async () => {
    const body = JSON.stringify({ spec: { name: 'x'.repeat(3 * 2 ** 20) } });
    const path = '/api/trpc/experiments.launch';
    expect((await ask({ method: 'POST', path, headers: { ...bearer, ...json }, body })).status).toBe(413);
    expect((await ask({ method: 'POST', path, headers: bearer, body: '{}' })).status).toBe(400);
    const many = Array.from({ length: 21 }, () => 'runs.list').join(',');
    expect((await ask({ path: `/api/trpc/${many}?batch=1&input=%7B%7D`, headers: bearer })).status).toBe(400);
  });

  it('leaves the prototype of objects alone, whatever an experiment says', async () => {
    const body =
      '{"spec": {"data": {"set": "digits", "__proto__": {"polluted": 1}}, "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}}';
    const answer = await ask({
      method: 'POST',
      path: '/api/trpc/experiments.launch',
      headers: { ...bearer, ...json },
      body,
    });
    expect(answer.status).toBe(400);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('stops answering an address that guesses, and answers others', async () => {
    const guesser = { address: '127.0.0.1', localAddress: '127.0.0.9' };
    for (let guess = 0; guess < 20; guess += 1)
      await ask({ ...guesser, headers: { authorization: `Bearer guess-number-${guess}-of-many` } });
    expect((await ask({ ...guesser, headers: bearer })).status).toBe(429);
    expect((await ask({ ...guesser, localAddress: '127.0.0.8', headers: bearer })).status).toBe(200);
  });
});

it('forgets wrong tokens after a minute', () => {
  const attempts = new FailedAttempts();
  for (let guess = 0; guess < 20; guess += 1) attempts.count('a', 1_000);
  expect([attempts.areTooMany('a', 1_000), attempts.areTooMany('b', 1_000)]).toEqual([true, false]);
  expect(attempts.areTooMany('a', 61_001)).toBe(false);
});
