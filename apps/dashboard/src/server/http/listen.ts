import type { Server } from 'node:http';
import { ConvlabError } from '@convlab/core';

/** How many ports are tried, from the wanted one on. */
const ATTEMPTS = 50;

/**
 * Listens on `port`, or on the next free one, and gives the port it got.
 *
 * @throws {ConvlabError} E_SERVER_PORT when none of 50 is free or the host is not this machine's.
 */
export async function listenOnFreePort(server: Server, host: string, port: number): Promise<number> {
  for (let candidate = port; candidate < Math.min(port + ATTEMPTS, 65_536); candidate++) {
    const problem = await tryToListen(server, host, candidate);
    if (problem === undefined) return portOf(server);
    if (problem.code !== 'EADDRINUSE' && problem.code !== 'EACCES') {
      throw new ConvlabError({
        code: 'E_SERVER_PORT',
        message: `Cannot listen on ${host}, port ${candidate}: ${problem.message}`,
        cause: problem,
      });
    }
  }
  throw new ConvlabError({
    code: 'E_SERVER_PORT',
    message: `All ports from ${port} to ${port + ATTEMPTS - 1} are taken`,
    hint: 'Choose another with --port, or 0 for any free one.',
  });
}

async function tryToListen(
  server: Server,
  host: string,
  port: number,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', onError);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', onError);
      resolve(undefined);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
