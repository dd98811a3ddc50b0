/** Compiles assembly/ and writes src/_internal/wasm-binary.ts; with --check it only compares. */
import { readFile, writeFile } from 'node:fs/promises';
import { compileKernels, renderModule, sourceHash } from './compile-wasm.ts';

const target = new URL('../src/_internal/wasm-binary.ts', import.meta.url);
const rendered = renderModule(await compileKernels(), await sourceHash());
if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8');
  if (committed !== rendered) {
    process.stderr.write(
      'src/_internal/wasm-binary.ts is stale: run npm run build:wasm -w @convlab/backend\n',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(target, rendered);
}
