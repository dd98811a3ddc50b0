import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { kindTemplates } from 'create-convlab-plugin';
import { runCommand } from '../run-command.ts';

/** The kinds that `npm create convlab-plugin` knows. */
export const pluginKinds = Object.keys(kindTemplates).toSorted();

/**
 * Writes a package with a plugin of every kind by the installed `create-convlab-plugin`, builds each, trains with each, and runs
 * all their tests.
 *
 * @param project  where the packed packages are installed
 */
export async function checkCreatedPackages(project: string): Promise<string[]> {
  const folder = join(project, 'created');
  await mkdir(folder);
  const problems: string[] = [];
  for (const kind of pluginKinds) {
    const name = `my-${kind}`;
    const steps: [string, ...string[]][] = [
      ['npx', 'create-convlab-plugin', name, '--kind', kind, '--namespace', 'acme'],
      ['npm', 'run', 'build', '--prefix', `convlab-plugin-${name}`],
      ['npm', 'start', '--prefix', `convlab-plugin-${name}`],
    ];
    problems.push(...(await untilFailure(steps, folder)).map((output) => `${kind}: ${output}`));
  }
  return [...problems, ...(await untilFailure([['npx', 'vitest', 'run']], folder))];
}

/** Runs commands one after the other; the output of the first that fails. */
export async function untilFailure(
  commands: readonly (readonly [string, ...string[]])[],
  folder: string,
): Promise<string[]> {
  for (const [command, ...args] of commands) {
    const { ok, output } = await runCommand(command, args, folder);
    if (!ok) return [`${[command, ...args].join(' ')}\n${output}`];
  }
  return [];
}
