import { spawn } from 'node:child_process';
import type { Step } from './steps.ts';

/** Time that a command has between being asked and being made to end. */
const graceMs = 10_000;

/** A step that did not succeed, and why. */
export interface StepFailure {
  readonly title: string;
  readonly reason: string;
}

/**
 * Runs steps one after another, all of them also when one fails, and returns the failures.
 *
 * @param deadline moment in ms since the epoch at which the running step is ended and the rest are given up.
 */
export async function runSteps(
  steps: readonly Step[],
  { env, deadline, log }: { env: NodeJS.ProcessEnv; deadline: number; log: (line: string) => void },
): Promise<StepFailure[]> {
  const failures: StepFailure[] = [];
  for (const step of steps) {
    if (step.isDone?.() === true) continue;
    const started = Date.now();
    log(`\n=== ${step.title}`);
    const reason =
      started < deadline ? await runCommand(step.command, env, deadline - started) : 'no time left';
    if (reason !== undefined) failures.push({ title: step.title, reason });
    log(`=== ${step.title}: ${reason ?? 'ok'} after ${Math.round((Date.now() - started) / 1000)} s`);
  }
  return failures;
}

/** Runs a command to its end; returns why it failed, or undefined. */
function runCommand(
  [program, ...args]: Step['command'],
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    // A process group of its own, so that the end of the time ends everything that the command started.
    const child = spawn(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    let timedOut = false;
    const signalGroup = (signal: NodeJS.Signals) => {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    };
    let killTimer: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => {
      timedOut = true;
      // Nx puts its tasks into groups of their own, and ends them when it is asked to end.
      signalGroup('SIGTERM');
      killTimer = setTimeout(() => signalGroup('SIGKILL'), graceMs);
    }, timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      if (timedOut) resolve('ended, out of time');
      else if (code === 0) resolve(undefined);
      else resolve(code === null ? `ended by ${signal}` : `exit code ${code}`);
    });
  });
}
