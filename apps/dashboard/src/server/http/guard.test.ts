import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieValue, refusalOf, type GuardSettings } from './guard.ts';
import { securityHeaders } from './security-headers.ts';
import { signIn } from './sign-in.ts';

const TOKEN = 'a-token-of-some-length';
let settings: GuardSettings = { host: '127.0.0.1', allowedHosts: [] };

const server = createServer((incoming, response) => {
  const refusal = refusalOf(incoming, settings);
  if ((refusal === undefined || refusal.status === 401) && signIn(incoming, response, settings.token)) return;
  response.writeHead(refusal?.status ?? 200).end(refusal?.message);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

async function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  with_: Partial<GuardSettings> = {},
): Promise<Answer> {
  settings = { host: '127.0.0.1', allowedHosts: [], ...with_ };
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('the host', () => {
  it.each(['127.0.0.1:7420', 'localhost:7420', '[::1]:7420', 'LOCALHOST'])(
    '%s is this machine',
    async (host) => {
      expect((await ask('/', { host })).status).toBe(200);
    },
  );
  it.each([
    'evil.example',
    'evil.example:7420',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'a b',
    '10.0.0.5',
  ])('refuses %j, whose name was made to point here', async (host) =>
    expect((await ask('/', { host })).status).toBe(421),
  );
  it('may be allowed by name', async () => {
    expect((await ask('/', { host: 'lab.example' }, 'GET', { allowedHosts: ['lab.example'] })).status).toBe(
      200,
    );
  });
});

describe('the origin', () => {
  const json = { 'content-type': 'application/json', host: '127.0.0.1:7420' };
  it('may be this site, or none', async () => {
    expect((await ask('/api/trpc/x', { ...json, origin: 'http://127.0.0.1:7420' }, 'POST')).status).toBe(200);
    expect((await ask('/api/trpc/x', json, 'POST')).status).toBe(200);
  });
  it.each(['http://evil.example', 'http://127.0.0.1:9999', 'http://localhost:7420', 'null'])(
    'may not be %s',
    async (origin) => {
      expect((await ask('/api/trpc/x', { ...json, origin }, 'POST')).status).toBe(403);
    },
  );
  it('counts for subscriptions, which are GET requests', async () => {
    expect((await ask('/api/trpc/runs.events', { origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask('/api/trpc/runs.events', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('/api/trpc/runs.events', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });
  it('does not keep links from working', async () => {
    expect((await ask('/runs/x', { 'sec-fetch-site': 'cross-site' })).status).toBe(200);
  });
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'cannot be hidden in a form: %s is refused',
    async (type) => expect((await ask('/api/trpc/x', { 'content-type': type }, 'POST')).status).toBe(400),
  );
});

describe('the token', () => {
  const guarded = { token: TOKEN, host: '0.0.0.0' };
  const get = (headers: Record<string, string>, path = '/') => ask(path, headers, 'GET', guarded);
  it('is needed', async () => {
    expect((await get({})).status).toBe(401);
    expect((await get({ cookie: 'convlab_token=wrong' })).status).toBe(401);
    expect((await get({ cookie: `convlab_token=${TOKEN}` })).status).toBe(401);
  });
  it('lets in by cookie and by header', async () => {
    expect((await get({ cookie: `other=1; convlab_token=${cookieValue(TOKEN)}` })).status).toBe(200);
    expect((await get({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });
  it('makes an address good enough as a host, but no foreign name', async () => {
    const cookie = `convlab_token=${cookieValue(TOKEN)}`;
    expect((await get({ cookie, host: '192.168.1.7:7420' })).status).toBe(200);
    expect((await get({ cookie, host: 'evil.example' })).status).toBe(421);
  });
  it('becomes a strict cookie and leaves the address', async () => {
    const { status, headers } = await get({}, `/runs/abc?token=${TOKEN}&tab=config`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/runs/abc?tab=config');
    expect(headers['set-cookie']?.[0]).toMatch(
      /^convlab_token=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
    );
  });
  it('never leads to another host', async () => {
    expect((await get({}, `//evil.example/?token=${TOKEN}`)).headers.location ?? '/').toMatch(/^\/(?!\/)/);
  });
  it('is not taken when it is wrong', async () =>
    expect((await get({}, '/?token=wrong-wrong-wrong-wrong')).status).toBe(401));
});

describe('securityHeaders', () => {
  it('lets no script run but those of the page', () => {
    const policy =
      securityHeaders({ path: '/runs/x', nonce: 'abc', dev: false })['content-security-policy'] ?? '';
    expect(policy).toContain(`script-src 'self' 'nonce-abc';`);
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain(`frame-ancestors 'none'`);
  });

  it('lets workers, whose policy is that of their script, run WebAssembly, and nothing inline', () => {
    const headers = securityHeaders({ path: '/_next/static/chunks/a.js', nonce: 'abc', dev: false });
    expect(headers['content-security-policy']).toContain(`script-src 'self' 'wasm-unsafe-eval';`);
  });
});
