import type { IncomingMessage, ServerResponse } from 'node:http';
import { cookieValue, secretsEqual, TOKEN_COOKIE } from './guard.ts';

/** A year: the token decides how long access lasts, not the cookie. */
const COOKIE_SECONDS = 31_536_000;

/**
 * Answers an address that carries the token, `?token=…`: sets the cookie and leads to the same address without the token, so that it
 * stays in no history. Says whether it answered.
 */
export function signIn(
  request: IncomingMessage,
  response: ServerResponse,
  token: string | undefined,
): boolean {
  if (token === undefined || request.method !== 'GET') return false;
  const url = new URL(request.url ?? '/', 'http://localhost');
  const given = url.searchParams.get('token');
  if (given === null || !secretsEqual(given, token)) return false;
  url.searchParams.delete('token');
  response.writeHead(303, {
    'set-cookie': `${TOKEN_COOKIE}=${cookieValue(token)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_SECONDS}`,
    // Two slashes at the start would name another host.
    location: url.pathname.replace(/^\/{2,}/, '/') + url.search,
  });
  response.end();
  return true;
}
