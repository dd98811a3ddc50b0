import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSafetensors, encodeSafetensors, isConvlabError, storeFloats } from '@convlab/core';
import { extractImages } from '@convlab/data';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import fc from 'fast-check';
import { appRouter } from '../src/server/api/router.ts';
import { answerWith } from '../src/server/http/answer.ts';

/** How much to send, and of what. */
export interface FuzzOptions {
  /** Inputs in all. */
  readonly rounds: number;
  /** What the inputs are made from. */
  readonly seed: number;
  /** Takes what was done, line by line. */
  readonly say: (line: string) => void;
}

/* A leak of one experiment each round would be tens of megabytes. */
const MAX_GROWTH_BYTES = 64 * 2 ** 20;

const example = JSON.parse(
  await readFile(new URL('../../../examples/digits.json', import.meta.url), 'utf8'),
) as unknown;

/** A JSON value with one place changed, removed or added. */
function mutate(
  value: unknown,
  { path, with: replacement }: { path: readonly number[]; with: unknown },
): unknown {
  const [step, ...rest] = path;
  if (typeof value !== 'object' || value === null || step === undefined) return replacement;
  const entries: [string, unknown][] = Object.entries(value);
  const place = entries[step % (entries.length + 1)];
  const changed: [string, unknown][] =
    place === undefined
      ? [...entries, ['unexpected', replacement]]
      : entries.flatMap(([key, item]): [string, unknown][] => {
          if (key !== place[0]) return [[key, item]];
          return rest.length === 0 && step % 5 === 0
            ? []
            : [[key, mutate(item, { path: rest, with: replacement })]];
        });
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

/** What tends to break things: large, small, missing, foreign. */
const nasty = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    ...[
      -1,
      0,
      1e9,
      1e308,
      -1e308,
      2 ** 53,
      0.5,
      null,
      true,
      '',
      '\0',
      '\uD800',
      '../../etc/passwd',
      'x'.repeat(5_000),
    ],
    ...[
      [],
      {},
      { id: 'sgd', learningRate: -1 },
      { id: 'conv-net', blocks: [] },
      { id: '__proto__' },
      { id: 'constructor' },
    ],
    ...[
      'validation/loss',
      'full',
      'adam',
      'mnist',
      'resnet-18',
      { id: 'resnet-18' },
      { id: 'mlp', hidden: [1] },
    ],
    JSON.parse('{"__proto__": {"polluted": true}}') as unknown,
  ),
);
const mutation = fc.record({ path: fc.array(fc.nat(12), { maxLength: 4 }), with: nasty });
const spec = fc
  .array(mutation, { minLength: 1, maxLength: 3 })
  .map((changes) => changes.reduce(mutate, example));

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: 'query' | 'mutation' | 'subscription' } }
  >,
).flatMap(([path, { _def }]) => (_def.type === 'subscription' ? [] : [{ path, type: _def.type }]));

const call = fc.record({
  procedure: fc.constantFrom(...procedures),
  input: fc.oneof(
    nasty,
    fc.dictionary(
      fc.constantFrom(
        'id',
        'ids',
        'limit',
        'cursor',
        'sort',
        'spec',
        'set',
        'name',
        'indices',
        'epochs',
        'tags',
        'status',
      ),
      fc.oneof(nasty, fc.constant('RUN'), fc.constant(['RUN'])),
    ),
    spec.map((changed) => ({ spec: changed })),
  ),
});

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Whether a reply is one that a browser may see: a result, or an error that says what is wrong. */
function complaintOf({ status, text }: Reply): string | undefined {
  if (status >= 500) return `status ${status}: ${text.slice(0, 500)}`;
  if (/\n\s+at .+:\d+/.test(text)) return `a stack trace: ${text.slice(0, 500)}`;
  if (({} as { polluted?: unknown }).polluted !== undefined) return 'the prototype of objects was changed';
  return undefined;
}

async function send(
  origin: string,
  { procedure, input }: { procedure: (typeof procedures)[number]; input: unknown },
  runId: string,
) {
  const text = (JSON.stringify(input) ?? 'null').replaceAll('"RUN"', JSON.stringify(runId));
  const url = `${origin}/api/trpc/${procedure.path}`;
  const response =
    procedure.type === 'query'
      ? await fetch(`${url}?input=${encodeURIComponent(Buffer.from(text).toString().slice(0, 12_000))}`)
      : await fetch(url, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } });
  return { status: response.status, text: await response.text() };
}

/** Runs a property, and says what was checked. */
async function check<Value>(
  { seed, say }: FuzzOptions,
  what: string,
  numRuns: number,
  values: fc.Arbitrary<Value>,
  complaint: (value: Value) => Promise<string | undefined>,
): Promise<void> {
  const began = performance.now();
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      const said = await complaint(value);
      if (said !== undefined) throw new Error(said);
    }),
    { numRuns, seed, endOnFailure: true },
  );
  say(`${what.padEnd(34)} ${numRuns} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** Whether reading a damaged file ends well: with a result or a coded error. */
async function onlyCoded(read: () => unknown): Promise<string | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    return isConvlabError(error) ? undefined : `no coded error: ${String((error as Error).stack)}`;
  }
}

async function sendAll(
  options: FuzzOptions,
  workbench: Workbench,
  server: Server,
  folder: string,
): Promise<void> {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { runIds } = await workbench.launch(example);
  const [runId = ''] = runIds;
  const share = Math.ceil(options.rounds / 5);
  const checkSpec = procedures.find(({ path }) => path === 'experiments.check') ?? procedures[0];
  if (checkSpec === undefined) throw new Error('The API has no procedures');
  const heapBefore = heap();

  await check(options, 'experiments, checked', 2 * share, spec, async (changed) =>
    complaintOf(await send(origin, { procedure: checkSpec, input: { spec: changed } }, runId)),
  );
  await check(options, 'API calls', 2 * share, call, async (each) =>
    complaintOf(await send(origin, each, runId)),
  );

  const file = encodeSafetensors({
    tensors: { 'weights/a': storeFloats(Float32Array.of(1, 2, 3, 4), [2, 2]) },
    metadata: { convlab: '{}' },
  });
  const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  const damaged = fc.tuple(damage, fc.nat(file.length)).map(([changes, length]) => {
    const bytes = file.slice();
    for (const [at, value] of changes) bytes[at] = value;
    return length % 2 === 0 ? bytes : bytes.subarray(0, length);
  });
  await check(options, 'weights, damaged', Math.ceil(share / 2), damaged, (bytes) =>
    onlyCoded(() => decodeSafetensors(bytes)),
  );
  let archives = 0;
  const archive = fc.uint8Array({ maxLength: 300 }).map((tail) => Uint8Array.of(0x50, 0x4b, 3, 4, ...tail));
  await check(options, 'archives, damaged', Math.ceil(share / 2), archive, (bytes) =>
    onlyCoded(() => extractImages(piecesOf(bytes), join(folder, `archive-${(archives += 1)}`))),
  );
  await workbench.store.runs.require(runId).catch(() => undefined);
  const growth = heap() - heapBefore;
  options.say(`heap grew by ${(growth / 2 ** 20).toFixed(1)} MiB`);
  if (growth > MAX_GROWTH_BYTES) throw new Error('Memory leaks');
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/**
 * Sends random and mutated experiments, API calls and files to a server of its own, and demands coded errors: no status 500, no
 * crash, no leak.
 *
 * @throws with the smallest input that fast-check found
 */
export async function fuzz(options: FuzzOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'convlab-fuzz-'));
  const dataBefore = process.env['CONVLAB_DATA'];
  process.env['CONVLAB_DATA'] = join(folder, 'data');
  const workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 0 });
  const pages = async (_request: unknown, response: { end(): void }): Promise<void> =>
    Promise.resolve(response.end());
  const answer = answerWith({ host: '127.0.0.1', allowedHosts: [], dev: false }, workbench, pages);
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await sendAll(options, workbench, server, folder);
  } finally {
    server.closeAllConnections();
    server.close();
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
    if (dataBefore === undefined) delete process.env['CONVLAB_DATA'];
    else process.env['CONVLAB_DATA'] = dataBefore;
  }
}
