import type { CheckResult } from '@convlab/testing';

/** What `convlab check --json` prints. */
export interface CheckOutput {
  /** The module that was checked. */
  readonly module: string;
  readonly backend: string;
  /** Checks of the module as a whole. */
  readonly results: readonly CheckResult[];
  readonly plugins: readonly PluginOutput[];
  readonly passed: number;
  readonly failed: number;
}

/** One plugin's results. */
export interface PluginOutput {
  readonly kind: string;
  readonly id: string;
  readonly results: readonly CheckResult[];
}

/** The results of checks for people: each check by name, then how many failed. */
export function printCheck(output: CheckOutput, stream: NodeJS.WritableStream): void {
  const { plugins, results, passed, failed, module, backend } = output;
  const lines = [
    `${module}, computed by ${backend}`,
    ...results.map(lineOf),
    ...plugins.flatMap((plugin) => ['', `${plugin.kind} ${plugin.id}`, ...plugin.results.map(lineOf)]),
    '',
    `${count(plugins.length, 'plugin')}: ${count(passed, 'check')} passed, ${failed} failed`,
    ...(failed === 0 ? [] : ['', ...failures(output)]),
    '',
  ];
  stream.write(lines.join('\n'));
}

/* Again at the end, where they are seen after hundreds of lines. */
function failures({ plugins, results }: CheckOutput): readonly string[] {
  const failed = (of: string, each: readonly CheckResult[]) =>
    each.filter(({ passed }) => !passed).map(({ name, message }) => `${of}: ${name}: ${message}`);
  return [
    ...failed('module', results),
    ...plugins.flatMap((plugin) => failed(`${plugin.kind} ${plugin.id}`, plugin.results)),
  ];
}

function lineOf({ name, passed, message, expected }: CheckResult): string {
  if (expected !== undefined) return `  + ${name} (fails, as expected: ${expected})`;
  return passed ? `  + ${name}` : `  - ${name}: ${message}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
