import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import next from 'next';
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from 'next/constants.js';
import type * as NextConfigModule from 'next/dist/server/config.js';
import { appRouter } from './api/router.ts';
import { DOWNLOAD_PREFIX, sendDownload } from './downloads/downloads.ts';
import { receiveUpload, UPLOAD_PREFIX } from './data/uploads.ts';
import { refusalOf } from './http/guard.ts';
import { listenOnFreePort } from './http/listen.ts';
import { securityHeaders } from './http/security-headers.ts';
import { signIn } from './http/sign-in.ts';
import { reportFailure } from './report-failure.ts';
import type { ServerOptions } from './options.ts';

const APP_DIR = resolve(fileURLToPath(new URL('../..', import.meta.url)));
/* Next is CommonJS; its default exports reach ES modules in different shapes, by loader. */
const require = createRequire(import.meta.url);
const API_PREFIX = '/api/trpc/';
/* An experiment is a few kilobytes; a network written out as a graph may be larger. */
const MAX_BODY_BYTES = 2 * 2 ** 20;
const MAX_BATCH = 20;

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  /** One line for the terminal. */
  readonly greeting: string;
  /** Ends connections, lets running trainings go on at the next start, and closes the database. */
  readonly close: () => Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

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
  try {
    const server = createServer();
    const pages = await preparePages(options, server);
    const answer = answerWith(options, workbench, pages);
    server.on('request', (request, response) => void answer(request, response));
    const port = await listenOnFreePort(server, options.host, options.port);
    const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
    workbench.store.announce(url);
    return { url, greeting: greetingOf(url, port, options), close: () => closeAll(server, workbench) };
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

function greetingOf(url: string, port: number, options: ServerOptions): string {
  const moved = options.port !== 0 && port !== options.port ? ` (port ${options.port} is taken)` : '';
  const address = options.token === undefined ? url : `${url}/?token=${encodeURIComponent(options.token)}`;
  return `ConvLab is ready at ${address}${moved}`;
}

async function preparePages({ dev }: ServerOptions, httpServer: Server): Promise<Handler> {
  // Next announces how long its configuration took unless it was read before.
  const { default: readConfig } = require('next/dist/server/config.js') as typeof NextConfigModule;
  await readConfig(dev ? PHASE_DEVELOPMENT_SERVER : PHASE_PRODUCTION_SERVER, APP_DIR);
  const app = next({ dev, dir: APP_DIR, httpServer, quiet: !dev });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request, response) => handle(request, response);
}

function apiOf(workbench: Workbench): Handler {
  return async (request, response) => {
    const path = (request.url ?? '').slice(API_PREFIX.length).split('?')[0] ?? '';
    await nodeHTTPRequestHandler({
      req: request,
      res: response,
      path,
      router: appRouter,
      createContext: () => ({ workbench, report: reportFailure }),
      maxBodySize: MAX_BODY_BYTES,
      maxBatchSize: MAX_BATCH,
    });
  };
}

function answerWith(options: ServerOptions, workbench: Workbench, pages: Handler): Handler {
  const api = apiOf(workbench);
  return async (request, response) => {
    const nonce = randomBytes(16).toString('base64');
    const headers = securityHeaders(nonce, options.dev);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    try {
      if (turnAway(request, response, options)) return;
      if (request.url?.startsWith(UPLOAD_PREFIX) === true) {
        await receiveUpload(request, response);
        return;
      }
      if (request.url?.startsWith(DOWNLOAD_PREFIX) === true) {
        await sendDownload(request, response, workbench);
        return;
      }
      if (request.url?.startsWith(API_PREFIX) === true) {
        response.setHeader('cache-control', 'no-store');
        await api(request, response);
        return;
      }
      // Next puts the nonce of this header into the scripts of the page; the layout reads the other.
      request.headers['content-security-policy'] = headers['content-security-policy'];
      request.headers['x-nonce'] = nonce;
      await pages(request, response);
    } catch (error) {
      fail(response, error);
    }
  };
}

/* Says whether it answered: with a refusal, or by signing the visitor in. */
function turnAway(request: IncomingMessage, response: ServerResponse, options: ServerOptions): boolean {
  const refusal = refusalOf(request, options);
  const nameIsGood = refusal === undefined || refusal.status === 401;
  if (nameIsGood && signIn(request, response, options.token)) return true;
  if (refusal === undefined) return false;
  response.writeHead(refusal.status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${refusal.message}\n`);
  return true;
}

function fail(response: ServerResponse, error: unknown): void {
  const reference = randomUUID().slice(0, 8);
  reportFailure(error, reference);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`Something failed inside the server. Its log has the details under ${reference}.\n`);
}

async function closeAll(server: Server, workbench: Workbench): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  // Subscriptions never end by themselves.
  server.closeAllConnections();
  await Promise.all([closed, workbench.close()]);
}
