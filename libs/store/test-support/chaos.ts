/**
 * Kills processes at random moments while a search of 20 short runs is trained, and then looks whether every run was finished
 * exactly once, with every epoch, and with the values of the undisturbed training.
 *
 * `chaos.ts [kills] [seed]`; on a folder, and on a PostgreSQL server if CONVLAB_TEST_POSTGRES_URL names one that belongs to this test.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Store } from '../src/store/store.ts';
import { curve, scramble, type CountingSpec } from './counting.ts';
import {
  allEvents,
  exists,
  experimentOf,
  heard,
  kill9,
  locationOf,
  newPlace,
  openTestStore,
  startServer,
  storedCurve,
  testServer,
  until,
  type TestPlace,
} from './harness.ts';
import { setup } from './template.ts';
import { openStore } from '../src/store/store.ts';

const kills = Number(process.argv[2] ?? 50);
let state = Number(process.argv[3] ?? 1) >>> 0;

/** A number from 0 to below 1. */
function draw(): number {
  state = scramble(state);
  return state / 2 ** 32;
}

const RUNS = 20;
const specs: CountingSpec[] = Array.from({ length: RUNS }, (_, index) => ({
  seed: index + 1,
  epochs: 8,
  steps: 5,
  stepMs: 60,
  // Some keep a checkpoint of every epoch, some of every third.
  checkpointEvery: index % 2 === 0 ? 1 : 3,
  checkpointBytes: 50_000,
}));

type Victim = 'server' | 'training' | 'database';

/** A process that holds the store and is started again whenever it is killed. */
class Survivor {
  readonly #where: string;
  readonly #slots: number;
  #process: ChildProcess | undefined;

  constructor(where: string, slots: number) {
    this.#where = where;
    this.#slots = slots;
  }

  async start(): Promise<void> {
    // A worker gives a run up when its process keeps dying, which by chance happens here.
    this.#process = await startServer(this.#where, this.#slots, 1_500, 1_000_000);
  }

  get alive(): boolean {
    const child = this.#process;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  async kill(): Promise<void> {
    if (this.#process !== undefined && this.alive) await kill9(this.#process);
  }

  /** How many runs are not over. */
  async runsLeft(): Promise<number> {
    if (this.#process === undefined) return 0;
    let left = 0;
    const answer = heard(this.#process, (message) => {
      left = message.left ?? 0;
      return message.left !== undefined;
    });
    this.#process.send({ count: true });
    await answer;
    return left;
  }

  /** Kills one of the processes that it trains in; false when there is none. */
  async killTraining(): Promise<boolean> {
    const pid = this.#process?.pid ?? 0;
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    const trainings: number[] = [];
    for (const child of text.trim().split(' ').filter(Boolean)) {
      const command = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
      if (command.includes('counting-child')) trainings.push(Number(child));
    }
    const victim = trainings[Math.floor(draw() * trainings.length)];
    if (victim === undefined) return false;
    process.kill(victim, 'SIGKILL');
    return true;
  }
}

/** The server of the test, as it was started. */
class Postgres {
  readonly #url: string;
  #restarted: ChildProcess | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Kills the server, and starts it again in the same way after a while. */
  async kill(goneMs: number): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    await client.end().catch(() => undefined);
    const folder = rows[0]?.folder ?? '';
    const pid = Number((await readFile(`${folder}/postmaster.pid`, 'utf8')).split('\n')[0]);
    const program = await readlink(`/proc/${pid}/exe`);
    const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(1, -1);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const idOf = (kind: string): number => Number(new RegExp(`^${kind}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    process.kill(pid, 'SIGKILL');
    await until('the database to be gone', async () => !exists(pid) || (await isZombie(pid)));
    await sleep(goneMs);
    const options = { cwd: folder, stdio: 'ignore', uid: idOf('Uid'), gid: idOf('Gid') } as const;
    await until('the database to be back', async () => {
      // The last sessions of the old one may still hold its memory.
      if (this.#restarted === undefined || this.#restarted.exitCode !== null || this.#restarted.pid === pid) {
        this.#restarted = spawn(program, args, options);
      }
      return answers(this.#url);
    });
  }

  stop(): void {
    this.#restarted?.kill('SIGINT');
  }
}

async function isZombie(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tZ');
  return status.includes('State:\tZ');
}

async function answers(url: string): Promise<boolean> {
  await sleep(200);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function torment(place: TestPlace, servers: Survivor[], postgres: Postgres | undefined): Promise<void> {
  const counts: Record<Victim, number> = { server: 0, training: 0, database: 0 };
  for (const server of servers) await server.start();
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(200 + draw() * 4_000);
    const server = servers[Math.floor(draw() * servers.length)];
    if (server === undefined) throw new Error('No server');
    const dice = draw();
    if (postgres !== undefined && (kill === 3 || dice < 0.1)) {
      // Once for half a minute, otherwise briefly.
      await postgres.kill(counts.database === 0 ? 30_000 : 500);
      counts.database += 1;
    } else if (dice < 0.4) {
      await server.kill();
      counts.server += 1;
    } else if (await server.killTraining()) {
      counts.training += 1;
    } else {
      kill -= 1;
    }
    for (const each of servers) if (!each.alive) await each.start();
  }
  console.log(`${place.where}: killed ${JSON.stringify(counts)}`);
}

async function verify(store: Store, runIds: readonly string[]): Promise<void> {
  let attempts = 0;
  for (const [index, id] of runIds.entries()) {
    const run = await store.runs.require(id);
    const spec = specs[index] ?? specs[0]!;
    const events = await allEvents(store, id);
    const ends = events.filter(({ event }) => event.type === 'finished');
    const { values, bestEpochs } = curve(spec);
    const stored = await storedCurve(store, id);
    const faults = [
      run.status === 'finished' ? '' : `is ${run.status} (${run.error?.message ?? ''})`,
      ends.length === 1 ? '' : `finished ${ends.length} times`,
      events.every(({ seq }, at) => seq === at + 1) ? '' : 'has gaps in its events',
      JSON.stringify(stored) === JSON.stringify(values) ? '' : 'has another curve',
      run.bestEpoch === bestEpochs.at(-1) ? '' : `has its best epoch at ${run.bestEpoch}`,
    ].filter(Boolean);
    if (faults.length > 0) throw new Error(`Run ${index} (${id}) ${faults.join(', ')}`);
    attempts += run.attempt;
  }
  console.log(
    `${runIds.length} runs finished once each, in ${attempts} attempts; every curve is the undisturbed one`,
  );
}

async function chaos(place: TestPlace, postgres: Postgres | undefined): Promise<void> {
  const started = performance.now();
  const first = await openTestStore(place.where);
  const { runIds } = await first.experiments.create(experimentOf(...specs));
  await first.close();
  const servers =
    postgres === undefined
      ? [new Survivor(place.where, 2)]
      : [new Survivor(place.where, 1), new Survivor(place.where, 1)];
  try {
    await torment(place, servers, postgres);
    for (let left = RUNS; left > 0; left = (await servers[0]?.runsLeft()) ?? 0) {
      console.log(`${left} runs to go`);
      await sleep(5_000);
    }
    for (const server of servers) await server.kill();
    const store = await openStore(locationOf(place.where));
    try {
      await verify(store, runIds);
    } finally {
      await store.close();
    }
  } finally {
    for (const server of servers) await server.kill();
  }
  console.log(`${Math.round((performance.now() - started) / 1000)} s`);
}

await setup();
const server = testServer;
const places = server === undefined ? [undefined] : [new Postgres(server)];
for (const postgres of places) {
  const place = await newPlace();
  try {
    await chaos(place, postgres);
  } finally {
    await place.remove();
    postgres?.stop();
  }
}
