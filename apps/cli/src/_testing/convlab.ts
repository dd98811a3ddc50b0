import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/convlab.js', import.meta.url));

/** What a command left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command in a process of its own. */
export function convlab(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    // Node warns about these two when both are set, as task runners do.
    const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };
    execFile(process.execPath, [bin, ...args], { maxBuffer: 2 ** 24, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
