import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { on, once } from 'node:events';
import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ExperimentInput, Run, RunStatus, StoredEvent } from '../src/model/model.ts';
import { openStore, type Store, type StoreLocation } from '../src/store/store.ts';
import type { ChildOptions } from '../src/worker/training-process.ts';
import { curve, type CountingSpec } from './counting.ts';
import { templatePath } from './template.ts';

/** How the counting child is started: from its TypeScript source. */
export const counting: ChildOptions = {
  module: new URL('./counting-child.ts', import.meta.url),
  execArgv: ['--import', 'tsx'],
};

/** An address is a server, anything else a folder. */
export function locationOf(where: string): StoreLocation {
  return where.startsWith('postgres') ? { databaseUrl: where } : { dataDir: where };
}

/** Opens a store; a new folder starts from the template that the test run made. */
export async function openTestStore(where: string): Promise<Store> {
  return openStore(locationOf(where), { template: await openAsBlob(templatePath()) });
}

/** A new folder, and how to remove it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'convlab-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const quick: CountingSpec = { seed: 7, epochs: 5, steps: 4, stepMs: 5 };

/** An experiment of counting runs. */
export function experimentOf(...specs: CountingSpec[]): ExperimentInput {
  return {
    name: 'counting',
    kind: 'search',
    spec: { specs },
    specHash: 'hash',
    runs: specs.map((spec, trial) => ({
      name: `run ${trial}`,
      spec,
      plannedEpochs: spec.epochs,
      trial,
      seed: spec.seed,
    })),
  };
}

/** Waits until `look` finds something. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | false>,
  timeoutMs = 20_000,
): Promise<Found> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}`);
    await sleep(25);
  }
}

/** Waits until a run is in one of the given states. */
export function untilStatus(store: Store, runId: string, ...statuses: RunStatus[]): Promise<Run> {
  return until(
    `run ${runId} to be ${statuses.join(' or ')}`,
    async () => {
      const run = await store.runs.require(runId);
      return statuses.includes(run.status) ? run : undefined;
    },
    40_000,
  );
}

/** Waits until a run has finished an epoch. */
export function untilEpoch(store: Store, runId: string, epoch: number): Promise<Run> {
  return until(`epoch ${epoch} of run ${runId}`, async () => {
    const run = await store.runs.require(runId);
    return run.epoch >= epoch ? run : undefined;
  });
}

/** What a stored run must look like when nothing was lost, doubled or computed differently. */
export async function storedCurve(store: Store, runId: string): Promise<(number | null | undefined)[]> {
  const epochs = await store.runs.epochs(runId);
  epochs.forEach(({ epoch }, index) => {
    if (epoch !== index + 1) throw new Error(`Epoch ${epoch} stands at place ${index}`);
  });
  return epochs.map(({ metrics }) => metrics['validation/loss']);
}

/** The values that the undisturbed training gives. */
export function expectedCurve(spec: CountingSpec): number[] {
  return curve(spec).values;
}

/** All events of a run so far. */
export async function allEvents(store: Store, runId: string): Promise<StoredEvent[]> {
  return store.live.eventsAfter(runId, 0, 10_000);
}

/** Starts a process that holds the store and trains. */
export async function startServer(
  where: string,
  slots = 1,
  graceMs = 1_500,
  maxCrashes = 4,
): Promise<ChildProcess> {
  const args = [slots, graceMs, maxCrashes].map(String);
  const server = fork(new URL('./server.ts', import.meta.url), [where, ...args], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(server, 'exit').then(([code]: unknown[]) => {
    throw new Error(`The server ended with exit code ${String(code)} before it was ready`);
  });
  await Promise.race([once(server, 'message'), ended]);
  ended.catch(() => undefined);
  return server;
}

/** Waits for a message of a server that `wanted` takes. */
export async function heard(
  server: ChildProcess,
  wanted: (message: ServerMessage) => boolean,
): Promise<void> {
  for await (const [message] of on(server, 'message') as AsyncIterable<[ServerMessage]>) {
    if (wanted(message)) return;
  }
}

/** How many runs of a server are not over. */
export async function runsLeft(server: ChildProcess): Promise<number> {
  let left = 0;
  const answer = heard(server, (message) => {
    left = message.left ?? 0;
    return message.left !== undefined;
  });
  server.send({ count: true });
  await answer;
  return left;
}

/** What the server says. */
export interface ServerMessage {
  readonly event?: StoredEvent['event'];
  readonly effect?: string;
  /** Runs that are not over. */
  readonly left?: number;
}

/** Ends a process the hard way and waits until it is gone. */
export async function kill9(process: ChildProcess): Promise<void> {
  const gone = once(process, 'exit');
  process.kill('SIGKILL');
  await gone;
}

/** Whether a process exists. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A place for a store of its own: a folder, or a database on the server that the tests were given. */
export interface TestPlace {
  readonly where: string;
  remove(): Promise<void>;
}

/** The server to test on, if any; without it the tests run on folders. */
export const testServer = process.env['CONVLAB_TEST_POSTGRES_URL'];

/** Makes a place for a store. */
export async function newPlace(): Promise<TestPlace> {
  if (testServer === undefined) {
    const { path, remove } = temporaryFolder();
    return { where: path, remove: async () => remove() };
  }
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(testServer, `CREATE DATABASE ${name}`);
  const url = new URL(testServer);
  url.pathname = `/${name}`;
  return {
    where: url.toString(),
    remove: () => onServer(testServer, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
