import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

const templates = fileURLToPath(new URL('../consumers', import.meta.url));

/* What an application or an author of plugins brings, in the versions that the packages ask for. */
const APPLICATION = {
  '@tensorflow/tfjs': '4.22.0',
  '@types/node': '^20.19.0',
  '@types/react': '^19.2.0',
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  typescript: '5.9.3',
  vite: '8.3.8',
  vitest: '4.1.12',
  zod: '4.6.7',
} as const;

/**
 * An empty project in which the packed packages are installed, with the programs of `consumers/` beside them.
 *
 * @param tarballs  packed files by package name
 * @returns the project's folder
 */
export async function installConsumer(
  folder: string,
  tarballs: ReadonlyMap<string, string>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const packed = Object.fromEntries([...tarballs].map(([name, file]) => [name, `file:${file}`]));
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: { ...packed, ...APPLICATION },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  const installed = await runCommand(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'],
    folder,
  );
  if (!installed.ok) throw new Error(`The packed packages cannot be installed:\n${installed.output}`);
  await cp(templates, folder, { recursive: true });
  return folder;
}
