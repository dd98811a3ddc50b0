import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CheckResult } from '../conformance-case/conformance-case.ts';
import { fail } from '../_internal/fail.ts';

interface Observed {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly printed: readonly string[];
}

const NAME = 'import is inert';
const PATIENCE_MS = 120_000;
const PRINTED_LENGTH = 200;

/**
 * Whether importing a module does nothing but give its exports: beyond what the peers tfjs and zod do themselves, no tensor, no backend, no global,
 * no process listener and nothing printed. Runs it in a process of its own.
 *
 * @param url  of the module, `file://…`
 */
export async function checkImport(url: string): Promise<CheckResult> {
  try {
    requireInert(await observe(url));
    return { name: NAME, passed: true };
  } catch (error) {
    return { name: NAME, passed: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function requireInert({ before, after, printed }: Observed): void {
  const changed = Object.entries(before)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after[name]))
    .map(([name, value]) => [name, difference(value, after[name])] as const);
  const text = printed.join('').trim().slice(0, PRINTED_LENGTH);
  const effects = Object.fromEntries(text === '' ? changed : [...changed, ['printed', text]]);
  if (Object.keys(effects).length > 0) fail(`Importing changes ${Object.keys(effects).join(', ')}.`, effects);
}

function difference(before: unknown, after: unknown): unknown {
  if (!Array.isArray(before) || !Array.isArray(after)) return { before, after };
  return (after as unknown[]).filter((item) => !before.includes(item));
}

function observe(url: string): Promise<Observed> {
  return new Promise((resolve, reject) => {
    const probe = probeFile();
    const execArgv =
      probe.endsWith('.ts') || url.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
    const child = fork(probe, [url], {
      execArgv,
      timeout: PATIENCE_MS,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    child.once('message', (message) => resolve(message as Observed));
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The module cannot be imported. ${lastLines(said)}`)));
  });
}

/* Sources run as they are in the repository, built files when published. */
function probeFile(): string {
  const source = fileURLToPath(new URL('../_internal/import-probe.ts', import.meta.url));
  return existsSync(source) ? source : source.replace(/\.ts$/, '.js');
}

function lastLines(text: string): string {
  return text.split('\n').filter((line) => /error/i.test(line))[0] ?? '';
}
