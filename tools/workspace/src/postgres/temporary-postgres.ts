import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A running server with an empty database, and how to end it. */
export interface TemporaryPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const debianFolder = '/usr/lib/postgresql';
const startTimeoutMs = 20_000;

/** Folder of PostgreSQL's server programs: in PATH, or the newest of Debian's; undefined if it is not installed. */
export function findPostgresPrograms(): string | undefined {
  const debian = existsSync(debianFolder)
    ? readdirSync(debianFolder)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debianFolder, version, 'bin'))
    : [];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...debian];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/**
 * A PostgreSQL server of its own on a free port of 127.0.0.1, with its files in a temporary folder: on the disk that CONVLAB_TEST_DISK names,
 * if any.
 *
 * PostgreSQL refuses to run as root; root runs it as the user `postgres`, whom Debian's package creates.
 *
 * @throws if the server does not answer in time.
 */
export async function startTemporaryPostgres(programs: string): Promise<TemporaryPostgres> {
  const folder = mkdtempSync(join(process.env['CONVLAB_TEST_DISK'] ?? tmpdir(), 'convlab-postgres-'));
  const user = unprivilegedUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const run = { ...user, cwd: folder, stdio: 'pipe' } as const;

  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'convlab', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    run,
  );
  const port = await freePort();
  const settings = ['-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], run);
  const ended = once(server, 'exit');
  let output = '';
  server.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));

  const stop = async () => {
    server.kill('SIGINT'); // the fast shutdown: open sessions are ended
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + startTimeoutMs;
  while (!output.includes('ready to accept connections')) {
    if (server.exitCode !== null || Date.now() > deadline) {
      if (server.exitCode === null) await stop();
      throw new Error(`PostgreSQL did not start.\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { url: `postgres://convlab@127.0.0.1:${port}/postgres`, stop };
}

function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system named no port.');
  return address.port;
}
