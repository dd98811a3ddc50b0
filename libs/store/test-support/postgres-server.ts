import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { exists, until } from './harness.ts';

/** How a server was started. */
interface Launch {
  readonly pid: number;
  readonly program: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
}

/** The server of the test, which this takes away and starts again in the way it was started. */
export class PostgresServer {
  readonly #url: string;
  #launch: Launch | undefined;
  #restarted: ChildProcess | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Remembers how the running server was started. */
  async remember(): Promise<void> {
    this.#launch = await describeServer(this.#url);
  }

  /** Kills the server, and starts it again after a while. */
  async kill(goneMs: number): Promise<void> {
    await this.remember();
    const pid = this.#launch?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await until('the database to be gone', () => isGone(pid));
    await sleep(goneMs);
    await this.revive();
  }

  /** Starts the server again if it has ended, as the service manager of a machine does. */
  async revive(): Promise<void> {
    const launch = this.#launch;
    if (launch === undefined) throw new Error('How the server was started is not known');
    await until('the database to be back', async () => {
      const pid = this.#restarted?.pid ?? launch.pid;
      // The last sessions of the old one may still hold its memory, so that it takes more than one start.
      if (await isGone(pid)) this.#restarted = spawn(launch.program, launch.args, launch.options);
      return answers(this.#url);
    });
  }

  stop(): void {
    this.#restarted?.kill('SIGINT');
  }
}

async function describeServer(url: string): Promise<Launch> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ folder: string }>(
    `SELECT current_setting('data_directory') AS folder`,
  );
  await client.end().catch(() => undefined);
  const folder = rows[0]?.folder ?? '';
  const pid = Number((await readFile(`${folder}/postmaster.pid`, 'utf8')).split('\n')[0]);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const idOf = (kind: string): number => Number(new RegExp(`^${kind}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    pid,
    program: await readlink(`/proc/${pid}/exe`),
    args: (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(1, -1),
    options: { cwd: folder, stdio: 'ignore', uid: idOf('Uid'), gid: idOf('Gid') },
  };
}

async function isGone(pid: number): Promise<boolean> {
  if (!exists(pid)) return true;
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
