import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { glob } from 'tinyglobby';
import { examplesOf, notInstalled, type Example } from './examples.ts';
import { runCommand } from './run-command.ts';

/* What people read first. Decisions and benchmarks quote code, they do not teach it. */
const DOCUMENTS = ['README.md', 'libs/*/README.md', 'apps/cli/README.md', 'docs/guides/**/*.md'];

/**
 * Compiles every TypeScript example of the documents against the installed packages, and runs those that can be run; a package's
 * own page says what to install for them.
 *
 * @param root     the workspace, with the documents
 * @param project  where the packages are installed
 * @returns what went wrong, with the place of each example
 */
export async function checkDocuments(root: string, project: string): Promise<string[]> {
  const examples: Example[] = [];
  const problems: string[] = [];
  for (const file of await glob(DOCUMENTS, { cwd: root })) {
    const name = file.replace(/\.md$/, '').replaceAll('/', '-');
    const markdown = await readFile(join(root, file), 'utf8');
    examples.push(...examplesOf(name, markdown));
    // Who comes from a registry sees one page alone.
    const missing = file.startsWith('libs/') ? notInstalled(markdown) : [];
    if (missing.length > 0) problems.push(`${file} does not say to install ${missing.join(', ')}`);
  }
  const folder = join(project, 'documents');
  await mkdir(folder, { recursive: true });
  for (const { name, code } of examples) await writeFile(join(folder, `${name}.ts`), `${code}\nexport {};\n`);
  // Plugins of others, as examples name them.
  await writeFile(join(folder, 'plugins.d.ts'), "declare module 'convlab-plugin-*';\n");
  return [...problems, ...(await compile(project, examples)), ...(await runAll(project, examples))];
}

async function compile(project: string, examples: readonly Example[]): Promise<string[]> {
  const settings = {
    extends: '../types/tsconfig.bundler.json',
    compilerOptions: { skipLibCheck: true },
    files: ['plugins.d.ts', ...examples.map(({ name }) => `${name}.ts`)],
  };
  await writeFile(join(project, 'documents/tsconfig.json'), JSON.stringify(settings));
  const { ok, output } = await runCommand('npx', ['tsc', '-p', 'documents/tsconfig.json'], project);
  return ok ? [] : [output];
}

async function runAll(project: string, examples: readonly Example[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, code, run } of examples) {
    if (!run) continue;
    const { code: script } = await transform(code, { loader: 'ts', format: 'esm', target: 'node20' });
    await writeFile(join(project, `documents/${name}.mjs`), script);
    const { ok, output } = await runCommand('node', [`documents/${name}.mjs`], project);
    if (!ok) problems.push(`${name}:\n${output}`);
  }
  return problems;
}
