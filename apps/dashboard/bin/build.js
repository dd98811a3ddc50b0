import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const APP_DIR = fileURLToPath(new URL('..', import.meta.url));
const ROOT_DIR = fileURLToPath(new URL('../../..', import.meta.url));
const STAMP = join(APP_DIR, '.next', 'convlab-sources.txt');

/** The libraries that run in browsers too. */
const LIBRARIES = [
  'architectures',
  'backend',
  'core',
  'evaluation',
  'experiments',
  'inspection',
  'interop',
  'layers',
  'losses',
  'network',
  'normalization',
  'optimizers',
  'regularizers',
  'training',
];

/** What goes into the pages. The server's own sources run as they are and need no build. */
const SOURCES = [
  join(APP_DIR, 'src'),
  join(APP_DIR, 'next.config.mjs'),
  join(APP_DIR, 'package.json'),
  join(ROOT_DIR, 'package-lock.json'),
  ...LIBRARIES.map((name) => join(ROOT_DIR, 'libs', name, 'src')),
];
const NOT_IN_PAGES = /[/\\]server[/\\]|\.test\.tsx?$/;

/** Runs `next build` unless the last build was made from the same sources. */
export async function buildIfStale() {
  const digest = digestSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  const started = performance.now();
  process.stdout.write('Building the pages, which takes a minute the first time … ');
  await runNextBuild();
  writeFileSync(STAMP, digest);
  process.stdout.write(`done in ${Math.round((performance.now() - started) / 1000)} s.\n`);
}

function digestSources() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of SOURCES.flatMap(filesUnder).filter((path) => !NOT_IN_PAGES.test(path))) {
    hash.update(file.slice(ROOT_DIR.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path];
  }
}

async function runNextBuild() {
  const next = join(
    dirname(createRequire(import.meta.url).resolve('next/package.json')),
    'dist',
    'bin',
    'next',
  );
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: APP_DIR,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) return;
  process.stderr.write(`\n${output}\nThe pages could not be built.\n`);
  process.exit(1);
}
