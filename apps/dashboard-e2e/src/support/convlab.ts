import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const BIN = fileURLToPath(new URL('../../../cli/bin/convlab.js', import.meta.url));

/** Runs the `convlab` command; what it printed. Rejects with what it said when it failed. */
export async function convlab(...args: string[]): Promise<string> {
  // Node warns about the two colour variables when a task runner sets both.
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, ...args], { env });
  return stdout;
}
