import { ConvlabError, type SerializedError } from '@convlab/core';
import type { RunAccess, RunDetails } from './access.ts';

/* Long enough for a busy server, short enough for whoever waits. */
const TIMEOUT_MS = 30_000;

interface Answer {
  readonly result?: { readonly data?: unknown };
  readonly error?: {
    readonly message: string;
    readonly data?: { readonly fault?: SerializedError | null };
  };
}

/**
 * Reaches the runs through a server that has them open.
 *
 * @param token  what the server asks of its visitors; `undefined` when it asks nothing
 */
export function serverAccess(url: string, token: string | undefined): RunAccess {
  const origin = url.replace(/\/+$/, '');
  const ask = <Data>(path: string, input?: object): Promise<Data> => {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return call<Data>(`${origin}/api/trpc/${path}${query}`, { method: 'GET' }, token);
  };
  const tell = <Data>(path: string, input: object): Promise<Data> =>
    call<Data>(`${origin}/api/trpc/${path}`, { method: 'POST', body: JSON.stringify(input) }, token);
  const direct = async (action: string, id: string): Promise<'done' | 'requested'> =>
    (await tell<{ effect: 'done' | 'requested' }>(`runs.${action}`, { id })).effect;
  return {
    where: origin,
    mode: 'server',
    list: ({ status, ...query }) =>
      ask('runs.list', { ...query, ...(status === undefined ? {} : { status: [status].flat() }) }),
    get: (id) => ask<RunDetails>('runs.get', { id }),
    workers: async () => (await ask<{ workers: [] }>('system.info')).workers,
    stop: (id) => direct('stop', id),
    pause: (id) => direct('pause', id),
    resume: (id) => direct('resume', id),
    continue: (id, epochs) => tell('runs.continue', { id, epochs }),
    fork: async (id, spec) =>
      (await tell<{ runId: string }>('runs.fork', { id, ...(spec === undefined ? {} : { spec }) })).runId,
    table: (id, table, format) =>
      download(`${origin}/api/runs/${encodeURIComponent(id)}/${table}.${format}`, token),
    file: (id, kind) => download(`${origin}/api/runs/${encodeURIComponent(id)}/files/${kind}`, token),
    close: () => Promise.resolve(),
  };
}

async function call<Data>(url: string, init: RequestInit, token: string | undefined): Promise<Data> {
  const response = await reach(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }, token);
  const answer = (await response.json().catch(() => undefined)) as Answer | undefined;
  if (answer?.error?.data?.fault) throw faultOf(answer.error.data.fault);
  if (!response.ok || answer?.result === undefined) throw refused(url, response, answer?.error?.message);
  return answer.result.data as Data;
}

async function* download(url: string, token: string | undefined): AsyncGenerator<Uint8Array> {
  const response = await reach(url, {}, token);
  if (!response.ok) {
    const fault = (await response.json().catch(() => undefined)) as SerializedError | undefined;
    throw fault?.code === undefined ? refused(url, response, undefined) : faultOf(fault);
  }
  if (response.body !== null) yield* response.body as unknown as AsyncIterable<Uint8Array>;
}

async function reach(url: string, init: RequestInit, token: string | undefined): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers });
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_SERVER_UNREACHABLE',
      message: `The server at ${new URL(url).origin} does not answer`,
      expected: 'a running dashboard',
      hint: 'Start it with "npm start", or stop the process that holds the data folder.',
      cause,
    });
  }
  if (response.status !== 401) return response;
  throw new ConvlabError({
    code: 'E_SERVER_TOKEN',
    message: `The server at ${new URL(url).origin} asks for its access token`,
    expected: 'the environment variable CONVLAB_TOKEN, with the value that the server was started with',
  });
}

function refused(url: string, { status }: Response, message: string | undefined): ConvlabError {
  return new ConvlabError({
    code: 'E_SERVER_ANSWER',
    message: message ?? `${new URL(url).origin} gave an answer that is not of a dashboard`,
    received: `status ${status}`,
    hint: 'Are dashboard and command line of the same version?',
  });
}

/** The server's error, as if it had happened here; its message is whole already. */
function faultOf({ code, message }: SerializedError): ConvlabError {
  return new ConvlabError({ code: code as ConvlabError['code'], message });
}
