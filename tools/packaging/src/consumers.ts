import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM } from './chromium.ts';
import { runCommand } from './run-command.ts';

/** A user of the packages. */
export interface Consumer {
  readonly title: string;
  /**
   * Uses them.
   *
   * @param project   where they are installed, with the programs of `consumers/`
   * @param packages  their names
   * @returns what went wrong
   */
  run(project: string, packages: readonly string[]): Promise<string[]>;
}

/* Reads programs of the command line, not modules. */
const isLibrary = (name: string): boolean => name !== '@convlab/cli';

/** Users of the packages, from the plainest to the most demanding. */
export const consumers: readonly Consumer[] = [
  {
    title: 'Node imports every package, and nothing happens by that',
    run: async (project, packages) => {
      const lines = packages
        .filter(isLibrary)
        .map(
          (name) =>
            `if (Object.keys(await import('${name}')).length === 0) throw new Error('${name} is empty');`,
        );
      await writeFile(join(project, 'node/imports.js'), `${lines.join('\n')}\n`);
      const { ok, output } = await runCommand('node', ['node/imports.js'], project);
      // TensorFlow.js greets in Node whatever its users do.
      return ok ? [] : [output];
    },
  },
  {
    title: 'Node trains a network',
    run: (project) => succeed('node', ['node/train.js'], project),
  },
  {
    title: 'the command line trains an experiment',
    run: async (project) => {
      const spec = { data: { set: 'iris' }, network: { architecture: 'mlp' }, training: { epochs: 2 } };
      await writeFile(join(project, 'node/experiment.json'), JSON.stringify(spec));
      return succeed('npx', ['convlab', 'run', 'node/experiment.json', '--json'], project);
    },
  },
  ...(['node16', 'bundler'] as const).map((resolution): Consumer => ({
    title: `TypeScript compiles with moduleResolution ${resolution}, declarations checked`,
    run: async (project, packages) => {
      const lines = packages.filter(isLibrary).map((name, i) => `export * as package${i} from '${name}';`);
      await writeFile(join(project, 'types/imports.ts'), `${lines.join('\n')}\n`);
      const { output } = await runCommand('npx', ['tsc', '-p', `types/tsconfig.${resolution}.json`], project);
      // Declarations of others are not ours to mend.
      const ours = output.split('\n').filter((line) => /^(types\/|node_modules\/@convlab\/)/.test(line));
      return ours.slice(0, 20);
    },
  })),
  {
    title: 'a Vite page trains in Chromium',
    run: async (project) => {
      const built = await succeed('npx', ['vite', 'build', 'vite', '--logLevel', 'error'], project);
      return built.length > 0 ? built : visit(join(project, 'vite/dist'));
    },
  },
  {
    title: 'a Next.js page trains in Chromium',
    run: async (project) => {
      const built = await succeed('npx', ['next', 'build', 'next'], project);
      return built.length > 0 ? built : visit(join(project, 'next/out'));
    },
  },
];

async function succeed(command: string, args: readonly string[], folder: string): Promise<string[]> {
  const { ok, output } = await runCommand(command, args, folder);
  return ok ? [] : [output];
}

/** Opens a built page and waits for the result that it shows. */
async function visit(folder: string): Promise<string[]> {
  if (!existsSync(CHROMIUM))
    return [`was built but not opened: ${CHROMIUM} is missing (apt-get install chromium)`];
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const result = page.locator('[data-result]');
    await result.waitFor({ timeout: 60_000 }).catch(() => complaints.push('the page shows no result'));
    const text = complaints.length > 0 ? '' : await result.getAttribute('data-result');
    return [...complaints, ...(complaints.length > 0 || text === 'trained' ? [] : [`the page says ${text}`])];
  } finally {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    readFile(file).then(
      (content) => {
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
