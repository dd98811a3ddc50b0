import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../../dashboard/bin/start.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const READY = /ConvLab is ready at (http:\/\/\S+)/;
/* The first start builds the pages, which takes minutes on a busy machine. */
const START_TIMEOUT_MS = 580_000;

/** A server process under test. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Everything it printed. */
  output(): string;
  /** Ends it as a user does, and gives its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as an accident does. */
  kill(): Promise<void>;
}

/** Starts the server as `npm start` does. */
export async function startServer(dataDir: string, port = 0): Promise<ServerProcess> {
  const { child, output } = run(['--data', dataDir, '--port', String(port)]);
  const url = await readyUrl(child, output);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? -1,
    output,
    stop: async () => {
      child.kill('SIGTERM');
      return (await exited)[0];
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Starts a server that is expected to give up, and gives what it printed and its exit code. */
export async function startInVain(
  dataDir: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { child, output } = run(['--data', dataDir, '--port', '0']);
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output: output() };
}

function run(args: readonly string[]): { readonly child: ChildProcess; readonly output: () => string } {
  const child = spawn(process.execPath, [START, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Node warns about the two colour variables when a task runner sets both.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      VITEST: undefined,
      NO_COLOR: undefined,
      FORCE_COLOR: undefined,
    },
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  return { child, output: () => text };
}

async function readyUrl(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const url = READY.exec(output())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not become ready:\n${output()}`);
}
