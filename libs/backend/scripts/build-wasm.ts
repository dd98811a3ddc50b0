/**
 * Compiles assembly/ into src/_internal/wasm-binary.ts and bundles the program of worker threads into
 * src/_internal/threads/thread-source.ts; with --check it only compares.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { compileKernels, renderModule, renderThread, sourceHash } from './compile-wasm.ts';

const generated = {
  'src/_internal/wasm-binary.ts': renderModule(await compileKernels(), await sourceHash()),
  'src/_internal/threads/thread-source.ts': await renderThread(),
};
for (const [path, rendered] of Object.entries(generated)) {
  const target = new URL(`../${path}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    await writeFile(target, rendered);
  } else if ((await readFile(target, 'utf8')) !== rendered) {
    process.stderr.write(`${path} is stale: run npm run build:wasm -w @convlab/backend\n`);
    process.exitCode = 1;
  }
}
