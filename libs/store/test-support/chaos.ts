/**
 * Kills processes at random moments while a search of 20 short runs is trained, and then looks whether every run was finished
 * exactly once, with every epoch, and with the values of the undisturbed training.
 *
 * `chaos.ts [kills] [seed]`; on a folder, and on a PostgreSQL server if CONVLAB_TEST_POSTGRES_URL names one that belongs to this test.
 */
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../src/store/store.ts';
import { scramble, type CountingSpec } from './counting.ts';
import {
  experimentOf,
  kill9,
  locationOf,
  newPlace,
  openTestStore,
  runsLeft,
  startServer,
  testServer,
  type TestPlace,
} from './harness.ts';
import { PostgresServer } from './postgres-server.ts';
import { setup } from './template.ts';
import { verifyRuns } from './verify-runs.ts';

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
    return this.#process === undefined ? 0 : runsLeft(this.#process);
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

async function torment(
  place: TestPlace,
  servers: Survivor[],
  postgres: PostgresServer | undefined,
): Promise<void> {
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

async function chaos(place: TestPlace, postgres: PostgresServer | undefined): Promise<void> {
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
      await verifyRuns(store, runIds, specs);
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
const places = server === undefined ? [undefined] : [new PostgresServer(server)];
for (const postgres of places) {
  const place = await newPlace();
  try {
    await chaos(place, postgres);
  } finally {
    await place.remove();
    postgres?.stop();
  }
}
