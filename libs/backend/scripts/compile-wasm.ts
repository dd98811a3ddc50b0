import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';

export interface CompiledKernels {
  plain: Uint8Array;
  relaxed: Uint8Array;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const options = (
  'assembly/index.ts -O3 --noAssert --runtime stub --importMemory ' +
  '--initialMemory 1 --maximumMemory 65536 --memoryBase 1024'
).split(' ');

async function compile(features: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'convlab-wasm-'));
  try {
    const outFile = join(folder, 'kernels.wasm');
    const { error } = await asc.main([
      ...options,
      '--enable',
      features,
      '--baseDir',
      root,
      '--outFile',
      outFile,
    ]);
    if (error) throw new Error(`AssemblyScript: ${error.message}`);
    return await readFile(outFile);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Both builds of assembly/: with and without relaxed SIMD. */
export async function compileKernels(): Promise<CompiledKernels> {
  return { plain: await compile('simd'), relaxed: await compile('simd,relaxed-simd') };
}

/** SHA-256 of everything the binaries are made from, so that a stale module is noticed without compiling. */
export async function sourceHash(): Promise<string> {
  const folder = join(root, 'assembly');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  return hash.update(options.join(' ')).digest('hex');
}

/** The TypeScript module that carries the binaries. */
export function renderModule({ plain, relaxed }: CompiledKernels, hash: string): string {
  const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return [
    '// Generated from assembly/ by npm run build:wasm -w @convlab/backend. Do not edit.',
    '',
    '/** The kernels with baseline SIMD, base64. */',
    `export const plainBinary = '${encode(plain)}';`,
    '',
    '/** The kernels with relaxed SIMD (fused multiply-add), base64. */',
    `export const relaxedBinary = '${encode(relaxed)}';`,
    '',
    '/** SHA-256 of the sources. */',
    `export const sourceHash = '${hash}';`,
    '',
  ].join('\n');
}

/** The module that carries the program of worker threads, bundled from src/_internal/threads/thread.ts. */
export async function renderThread(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/_internal/threads/thread.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    platform: 'neutral',
    legalComments: 'none',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild gave no file');
  return [
    '// Generated from threads/thread.ts by npm run build:wasm -w @convlab/backend. Do not edit.',
    '',
    '/** The program of a worker thread. */',
    `export const threadSource = ${JSON.stringify(file.text)};`,
    '',
  ].join('\n');
}
