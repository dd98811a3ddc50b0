import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import next from 'next';
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from 'next/constants.js';
import type * as NextConfigModule from 'next/dist/server/config.js';
import { MemoryHistory } from './data/memory-history.ts';
import { answerWith, type Handler } from './http/answer.ts';
import { listenOnFreePort } from './http/listen.ts';
import type { ServerOptions } from './options.ts';

const APP_DIR = resolve(fileURLToPath(new URL('../..', import.meta.url)));
/* Next is CommonJS; its default exports reach ES modules in different shapes, by loader. */
const require = createRequire(import.meta.url);

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  /** One line for the terminal. */
  readonly greeting: string;
  /** Ends connections, lets running trainings go on at the next start, and closes the database. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the workbench, prepares the pages and listens.
 *
 * @throws {ConvlabError} E_STORE_LOCKED when another server has the data folder, E_SERVER_PORT.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { databaseUrl, dataDir } = options;
  const workbench = await openWorkbench({
    location: databaseUrl === undefined ? { dataDir } : { databaseUrl },
    folder: process.cwd(),
  });
  const memory = new MemoryHistory(workbench.worker);
  try {
    const server = createServer();
    const pages = await preparePages(options, server);
    const answer = answerWith({ ...options, memory }, workbench, pages);
    server.on('request', (request, response) => void answer(request, response));
    const port = await listenOnFreePort(server, options.host, options.port);
    const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
    workbench.store.announce(url);
    const close = (): Promise<void> => {
      memory.stop();
      return closeAll(server, workbench);
    };
    return { url, greeting: greetingOf(url, port, options), close };
  } catch (error) {
    memory.stop();
    await workbench.close();
    throw error;
  }
}

function greetingOf(url: string, port: number, options: ServerOptions): string {
  const moved = options.port !== 0 && port !== options.port ? ` (port ${options.port} is taken)` : '';
  const address = options.token === undefined ? url : `${url}/?token=${encodeURIComponent(options.token)}`;
  return `ConvLab is ready at ${address}${moved}`;
}

/** Prepares the pages, and gives what answers for them. */
export async function preparePages(
  { dev }: Pick<ServerOptions, 'dev'>,
  httpServer: Server,
): Promise<Handler> {
  // Next announces how long its configuration took unless it was read before.
  const { default: readConfig } = require('next/dist/server/config.js') as typeof NextConfigModule;
  await readConfig(dev ? PHASE_DEVELOPMENT_SERVER : PHASE_PRODUCTION_SERVER, APP_DIR);
  const app = next({ dev, dir: APP_DIR, httpServer, quiet: !dev });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request, response) => handle(request, response);
}

async function closeAll(server: Server, workbench: Workbench): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  // Subscriptions never end by themselves.
  server.closeAllConnections();
  await Promise.all([closed, workbench.close()]);
}
