import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blocksOf } from '../examples.ts';
import { runCommand } from '../run-command.ts';
import { untilFailure } from './create-check.ts';

const GUIDE = 'docs/guides/plugins.md';
const EPOCHS = 2;

/** The package that the guide to plugins writes, built and installed. */
export interface GuidePackage {
  readonly name: string;
  readonly folder: string;
  /** Ids of its plugins. */
  readonly ids: readonly string[];
  /** The experiments that the guide shows, by the file of their plugin; short ones. */
  readonly experiments: ReadonlyMap<string, object>;
}

/**
 * Follows the guide to plugins as its readers do: creates a package, puts the guide's examples into it, builds it, packs it and
 * installs the packed file.
 *
 * @param root     the workspace, of which only the guide is read
 * @param project  where the packed packages are installed
 * @throws if any step fails, with its output
 */
export async function installGuidePackage(root: string, project: string): Promise<GuidePackage> {
  const blocks = blocksOf(await readFile(join(root, GUIDE), 'utf8'));
  const files = blocks.filter(({ language, title }) => language === 'ts' && title !== undefined);
  const name = 'convlab-plugin-guide';
  const parent = join(project, 'written');
  const folder = join(parent, name);
  await mkdir(parent);
  await succeed(['npx', 'create-convlab-plugin', 'guide', '--kind', 'layer', '--namespace', 'acme'], parent);
  await rm(join(folder, 'src'), { recursive: true });
  await mkdir(join(folder, 'src'));
  for (const { title = '', code } of files) await writeFile(join(folder, title), code);
  await writeFile(join(folder, 'src/index.ts'), files.map(reExport).join(''));
  const tarball = (await succeed(['npm', 'pack'], folder)).trim().split('\n').at(-1) ?? '';
  const quietly = ['--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  await succeed(['npm', 'install', ...quietly, join(folder, tarball)], project);
  return { name, folder, ids: files.flatMap(({ code }) => idOf(code)), experiments: experimentsOf(blocks) };
}

function reExport({ title = '', code }: ReturnType<typeof blocksOf>[number]): string {
  const [, value = ''] = /^export const (\w+)/m.exec(code) ?? [];
  return `export { ${value} } from '${title.replace('src/', './')}';\n`;
}

const idOf = (code: string): string[] => /^ {2}id: '([^']+)'/m.exec(code)?.slice(1) ?? [];

function experimentsOf(blocks: ReturnType<typeof blocksOf>): Map<string, object> {
  const written = blocks.filter(({ language, title }) => language === 'json' && title !== undefined);
  return new Map(
    written.map(({ title = '', code }) => [
      title,
      { ...(JSON.parse(code) as object), training: { epochs: EPOCHS } },
    ]),
  );
}

async function succeed([command, ...args]: readonly [string, ...string[]], folder: string): Promise<string> {
  const { ok, output } = await runCommand(command, args, folder);
  if (!ok) throw new Error(`${[command, ...args].join(' ')} failed:\n${output}`);
  return output;
}

/** The conformance kit passes every plugin of the guide's package, as its users install it. */
export function checkConformance(guide: GuidePackage, project: string): Promise<string[]> {
  return untilFailure([['npx', 'convlab', 'check', guide.name]], project);
}

/**
 * The command line trains with each plugin of the guide as the guide shows it.
 *
 * @param site  a folder whose convlab.config names the package
 */
export async function checkExperiments(guide: GuidePackage, site: string): Promise<string[]> {
  const unused = guide.ids.filter((id) => !JSON.stringify([...guide.experiments.values()]).includes(id));
  // Every run shows what diagnoses and panels have to say; no experiment names one.
  const problems = unused
    .filter((id) => id !== 'acme/rough-validation' && id !== 'acme/slip')
    .map((id) => `no experiment uses ${id}`);
  for (const [title, experiment] of guide.experiments) {
    await writeFile(join(site, `${title}.json`), JSON.stringify(experiment));
    const { ok, output } = await runCommand('npx', ['convlab', 'run', `${title}.json`, '--json'], site);
    if (!ok) problems.push(`${title}: ${output}`);
    if (output.includes('has already been set')) problems.push(`${title}: TensorFlow.js is loaded twice`);
  }
  return problems;
}
