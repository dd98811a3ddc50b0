import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isLoopback } from '../options.ts';

/** Whom the server lets in. */
export interface GuardSettings {
  readonly host: string;
  readonly token?: string;
  readonly allowedHosts: readonly string[];
}

/** Why a request is refused: a status and a sentence for the browser. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 421;
  readonly message: string;
}

/** The name of the cookie that carries proof of the token. */
export const TOKEN_COOKIE = 'convlab_token';

/**
 * Whether a request may go on, judged by its headers alone; `undefined` when it may.
 *
 * Checked in order: the Host header (a page of another site whose name was made to point here keeps its own name), the
 * origin of everything that talks to the API, and the token.
 */
export function refusalOf(request: IncomingMessage, settings: GuardSettings): Refusal | undefined {
  if (!isKnownHost(request.headers.host, settings)) {
    return {
      status: 421,
      message: 'This server is not known under that name. Start it with --allow-host NAME to allow it.',
    };
  }
  if (isSensitive(request) && !isSameOrigin(request)) {
    return { status: 403, message: 'Requests from other sites are refused.' };
  }
  if (isUnreadableBody(request)) {
    return { status: 400, message: 'The API takes JSON.' };
  }
  if (settings.token !== undefined && !hasToken(request, settings.token)) {
    return {
      status: 401,
      message: 'An access token is needed. Open the address that the server printed when it started.',
    };
  }
  return undefined;
}

/** What the token cookie holds: a digest, so that the token itself is stored in no browser. */
export function cookieValue(token: string): string {
  return createHash('sha256').update(`convlab cookie ${token}`).digest('hex');
}

/** Whether two secrets are equal, in a time that tells nothing about them. */
export function secretsEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function isKnownHost(header: string | undefined, { host, token, allowedHosts }: GuardSettings): boolean {
  const name = hostName(header);
  if (name === undefined) return false;
  if (isLoopback(name) || name === host || allowedHosts.includes(name)) return true;
  // With a token, an address is safe: a foreign name never matches it, and the cookie belongs to the address.
  return token !== undefined && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function hostName(header: string | undefined): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d+)?$/i.exec(header ?? '');
  return match?.[1]?.toLowerCase();
}

/* Subscriptions are GET requests, but tell what happens here: they count as well. */
function isSensitive(request: IncomingMessage): boolean {
  return !['GET', 'HEAD'].includes(request.method ?? '') || (request.url ?? '').startsWith('/api/');
}

function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  return headers.origin === `http://${headers.host}` || headers.origin === `https://${headers.host}`;
}

/* A form of another site can send no JSON without asking first; nothing else is taken. */
function isUnreadableBody({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && !/^application\/json\b/i.test(headers['content-type'] ?? '');
}

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return secretsEqual(bearer, token);
  const cookie = (headers.cookie ?? '')
    .split(/; */)
    .find((part) => part.startsWith(`${TOKEN_COOKIE}=`))
    ?.slice(TOKEN_COOKIE.length + 1);
  return cookie !== undefined && secretsEqual(cookie, cookieValue(token));
}
