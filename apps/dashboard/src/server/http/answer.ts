import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Workbench } from '@convlab/workbench';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { appRouter } from '../api/router.ts';
import type { ApiContext } from '../api/trpc.ts';
import { receiveUpload, UPLOAD_PREFIX } from '../data/uploads.ts';
import { DOWNLOAD_PREFIX, sendDownload } from '../downloads/downloads.ts';
import type { ServerOptions } from '../options.ts';
import { reportFailure } from '../report-failure.ts';
import { FailedAttempts } from './failed-attempts.ts';
import { refusalOf, TOKEN_COOKIE, type GuardSettings } from './guard.ts';
import { securityHeaders } from './security-headers.ts';
import { signIn } from './sign-in.ts';

const API_PREFIX = '/api/trpc/';
/* An experiment is a few kilobytes; a network written out as a graph may be larger. */
const MAX_BODY_BYTES = 2 * 2 ** 20;
const MAX_BATCH = 20;

/** Answers a request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function apiOf(workbench: Workbench, context: Pick<ApiContext, 'updateMs' | 'memory'>): Handler {
  return async (request, response) => {
    const path = (request.url ?? '').slice(API_PREFIX.length).split('?')[0] ?? '';
    await nodeHTTPRequestHandler({
      req: request,
      res: response,
      path,
      router: appRouter,
      createContext: () => ({ ...context, workbench, report: reportFailure }),
      maxBodySize: MAX_BODY_BYTES,
      maxBatchSize: MAX_BATCH,
    });
  };
}

/** What answering depends on. */
export type AnswerOptions = GuardSettings &
  Pick<ServerOptions, 'dev'> &
  Pick<ApiContext, 'updateMs' | 'memory'>;

/**
 * Answers every request: turns away who may not come in, then serves the API, downloads and uploads, and leaves the rest to `pages`.
 *
 * Never throws; what fails inside becomes a sentence with a reference that the log repeats.
 */
export function answerWith(options: AnswerOptions, workbench: Workbench, pages: Handler): Handler {
  const attempts = new FailedAttempts();
  const { updateMs, memory } = options;
  const api = apiOf(workbench, { updateMs, memory });
  return async (request, response) => {
    const nonce = randomBytes(16).toString('base64');
    const headers = securityHeaders({ path: request.url ?? '/', nonce, dev: options.dev });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    try {
      if (turnAway(request, response, options, attempts)) return;
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
function turnAway(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions,
  attempts: FailedAttempts,
): boolean {
  const address = request.socket.remoteAddress ?? '';
  if (attempts.areTooMany(address)) return refuse(response, TOO_MANY_ATTEMPTS);
  const refusal = refusalOf(request, options);
  const nameIsGood = refusal === undefined || refusal.status === 401;
  if (nameIsGood && signIn(request, response, options.token)) return true;
  if (refusal === undefined) return false;
  // Whoever shows nothing has not guessed.
  if (refusal.status === 401 && showsSecret(request)) attempts.count(address);
  return refuse(response, refusal);
}

const TOO_MANY_ATTEMPTS = {
  status: 429,
  message: 'Too many wrong access tokens came from this address. Try again in a minute.',
} as const;

function refuse(
  response: ServerResponse,
  { status, message }: { readonly status: number; readonly message: string },
): true {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
  return true;
}

function showsSecret({ headers, url }: IncomingMessage): boolean {
  return (
    headers.authorization !== undefined ||
    headers.cookie?.includes(TOKEN_COOKIE) === true ||
    /[?&]token=/.test(url ?? '')
  );
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
