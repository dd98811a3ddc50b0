import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { runCommand } from './run-command.ts';

/** What each program prints when it did what it says. */
const EXPECTED: Readonly<Record<string, RegExp>> = {
  train: /best epoch \d+: 0\.9\d/,
  'group-norm': /accuracy (1|0\.9\d*)$/m,
  adamw: /mean squared error .* -> 0\.0\d+/,
  torchvision: /102 tensors by the names of torchvision; missing: \[\]/,
  'custom-plugin': /17 of 17 checks passed[^]*acme\/mish 0\.9\d/,
};

/**
 * Compiles the programs of `examples/` against the installed packages, runs each, and reads what it prints.
 *
 * @param root     the workspace, with the programs
 * @param project  where the packages are installed
 */
export async function checkPrograms(root: string, project: string): Promise<string[]> {
  const folder = join(project, 'programs');
  await mkdir(folder);
  const files = await glob('*.ts', { cwd: join(root, 'examples') });
  for (const file of files) await cp(join(root, 'examples', file), join(folder, file));
  const settings = {
    extends: '../types/tsconfig.node16.json',
    compilerOptions: { noEmit: false, outDir: 'built', skipLibCheck: true },
    files,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiled = await runCommand('npx', ['tsc', '-p', 'tsconfig.json'], folder);
  const saved = await runCommand('node', ['../node/save-resnet.js', 'resnet18.safetensors'], folder);
  const problems = [compiled, saved].filter(({ ok }) => !ok).map(({ output }) => output);
  for (const name of files.map((file) => file.replace(/\.ts$/, ''))) {
    const { ok, output } = await runCommand('node', [`built/${name}.js`], folder);
    if (!ok || EXPECTED[name]?.test(output) !== true) problems.push(`${name}: ${output}`);
  }
  return problems;
}
