import { execFile, type ChildProcess } from 'node:child_process';
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
  return new Promise((resolve) => start(args, {}, resolve));
}

/** Runs the real command as {@link convlab} does, in a folder. */
export function convlabIn(cwd: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => start(args, { cwd }, resolve));
}

/** Runs the real command as {@link convlab} does, and interrupts it as Ctrl+C would once it has said something. */
export function convlabInterrupted(said: RegExp, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = start(args, {}, resolve);
    let stderr = '';
    child.stderr?.on('data', (text: string) => {
      const before = said.test(stderr);
      stderr += text;
      // Once: the second interrupt would end it at once.
      if (!before && said.test(stderr)) child.kill('SIGINT');
    });
  });
}

function start(
  args: readonly string[],
  place: { readonly cwd?: string },
  onEnd: (ended: Ended) => void,
): ChildProcess {
  // Node warns about these two when both are set, as task runners do.
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };
  const options = { ...place, maxBuffer: 2 ** 24, env };
  return execFile(process.execPath, [bin, ...args], options, (error, stdout, stderr) => {
    onEnd({ code: error === null ? 0 : Number(error.code), stdout, stderr });
  });
}
