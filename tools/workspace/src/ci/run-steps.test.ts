import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSteps } from './run-steps.ts';
import type { Step } from './steps.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steps-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const shell = (title: string, text: string): Step => ({ title, command: ['sh', '-c', text] });
const run = (steps: readonly Step[], timeoutMs = 20_000, log: (line: string) => void = () => undefined) =>
  runSteps(steps, { env: { ...process.env, FOLDER: folder }, deadline: Date.now() + timeoutMs, log });

it('goes on after a failed step and reports it', async () => {
  const failures = await run([
    shell('first', 'exit 3'),
    { title: 'second', command: ['/missing-program'] },
    shell('third', 'touch "$FOLDER/ran"'),
  ]);
  expect(failures).toEqual([
    { title: 'first', reason: 'exit code 3' },
    { title: 'second', reason: 'spawn /missing-program ENOENT' },
  ]);
  expect(existsSync(join(folder, 'ran'))).toBe(true);
});

it('says what runs and how it went', async () => {
  const lines: string[] = [];
  await run([shell('first', 'exit 0'), shell('second', 'exit 2')], 20_000, (line) => lines.push(line.trim()));
  expect(lines).toEqual([
    '=== first',
    '=== first: ok after 0 s',
    '=== second',
    '=== second: exit code 2 after 0 s',
  ]);
});

it('leaves out a step that is done', async () => {
  expect(await run([{ ...shell('done', 'exit 1'), isDone: () => true }])).toEqual([]);
});

it('ends a step with its children, and gives up the rest, when the time is over', async () => {
  const failures = await run(
    [shell('slow', '(sleep 2; touch "$FOLDER/late") & wait'), shell('after', 'touch "$FOLDER/late"')],
    500,
  );
  expect(failures).toEqual([
    { title: 'slow', reason: 'ended, out of time' },
    { title: 'after', reason: 'no time left' },
  ]);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(existsSync(join(folder, 'late'))).toBe(false);
});
