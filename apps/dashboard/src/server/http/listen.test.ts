import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { listenOnFreePort } from './listen.ts';

const servers: Server[] = [];
const make = (): Server => {
  const server = createServer();
  servers.push(server);
  return server;
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

it('takes the next free port', async () => {
  const first = await listenOnFreePort(make(), '127.0.0.1', 0);
  expect(first).toBeGreaterThan(0);
  expect(await listenOnFreePort(make(), '127.0.0.1', first)).toBeGreaterThan(first);
});

it('says when the address is not of this machine', async () => {
  await expect(listenOnFreePort(make(), '192.0.2.1', 0)).rejects.toMatchObject({ code: 'E_SERVER_PORT' });
});
