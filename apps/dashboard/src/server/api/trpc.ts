import { randomUUID } from 'node:crypto';
import { isConvlabError, serializeError, type ConvlabError, type SerializedError } from '@convlab/core';
import { initTRPC, TRPCError } from '@trpc/server';
import type { Workbench } from '@convlab/workbench';
import type { MemoryHistory } from '../data/memory-history.ts';

/** What every procedure can reach. */
export interface ApiContext {
  readonly workbench: Workbench;
  /** Hears of failures that are nobody's input. */
  readonly report: (error: unknown, reference: string) => void;
  /** What the server and its trainings held of late; where it is left out, nothing is known of it. */
  readonly memory?: Pick<MemoryHistory, 'samples'> | undefined;
  /** Pages are told of changes so often at the most, in ms. @defaultValue 500 */
  readonly updateMs?: number | undefined;
}

const t = initTRPC.context<ApiContext>().create({
  isDev: false,
  // A silent connection is noticed within seconds and made anew.
  sse: { ping: { enabled: true, intervalMs: 2_000 }, client: { reconnectAfterInactivityMs: 6_000 } },
  errorFormatter: ({ shape, error }) => ({
    code: shape.code,
    message: shape.message,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, fault: faultOf(error) },
  }),
});

/** Makes a router. */
export const router = t.router;

/**
 * A procedure whose errors are fit for a browser: coded ones as they are, anything else as a sentence with a reference that the
 * server's log repeats.
 */
export const procedure = t.procedure.use(async ({ ctx, next }) => {
  const result = await next();
  if (!result.ok && !isExpected(result.error)) throw internalError(result.error, ctx);
  if (!result.ok) throw codedError(result.error);
  return result;
});

function isExpected(error: TRPCError): boolean {
  return codedCause(error) !== undefined || error.code !== 'INTERNAL_SERVER_ERROR';
}

/* What the database cannot do for now: nobody's input is wrong, and the same call works later. */
const PASSING = new Set(['E_STORE_DISK_FULL', 'E_STORE_AWAY']);

function codedError(error: TRPCError): TRPCError {
  const cause = codedCause(error);
  if (cause === undefined) return error;
  const { code: fault, message } = cause;
  const code = PASSING.has(fault)
    ? 'SERVICE_UNAVAILABLE'
    : fault.endsWith('_UNKNOWN')
      ? 'NOT_FOUND'
      : 'BAD_REQUEST';
  return new TRPCError({ code, message, cause });
}

/* A query builder wraps what its engine throws. */
function codedCause(error: TRPCError): ConvlabError | undefined {
  for (let inner: unknown = error.cause; inner instanceof Error; inner = inner.cause) {
    if (isConvlabError(inner)) return inner;
  }
  return undefined;
}

function internalError(error: TRPCError, { report }: ApiContext): TRPCError {
  const reference = randomUUID().slice(0, 8);
  report(error.cause ?? error, reference);
  return new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: `Something failed inside the server. Its log has the details under ${reference}.`,
  });
}

function faultOf({ cause }: TRPCError): SerializedError | null {
  return isConvlabError(cause) ? serializeError(cause) : null;
}
