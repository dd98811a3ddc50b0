import { chooseBackend } from '@convlab/backend';
import { createRegistry, type Registry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import { normalizationPreset } from '@convlab/normalization';
import { optimizerPreset } from '@convlab/optimizers';
import { verifyGolden, type GoldenResult } from '@convlab/testing';
import { readFile } from 'node:fs/promises';

/**
 * Holds layers, losses, optimizers, schedules and initializers against files of reference values:
 * `npm run verify:parts -- FILE...`
 *
 * Prints the largest deviation of each case, then `N passed, N failed` over all cases. A case that no plugin stands for has
 * failed, and so has a file that cannot be read. The exit code is 1 when something failed.
 */
async function main(files: readonly string[]): Promise<number> {
  if (files.length === 0) {
    process.stderr.write('Usage: npm run verify:parts -- FILE...\n');
    return 2;
  }
  const { name, reason } = await chooseBackend('auto', { threads: 1 });
  process.stdout.write(`Backend: ${name}. ${reason}\n`);
  const registry: Registry = createRegistry().use(
    ...layerPreset,
    ...normalizationPreset,
    ...lossPreset,
    ...optimizerPreset,
  );
  let [passed, failed] = [0, 0];
  for (const file of files) {
    process.stdout.write(`${file}\n`);
    const results = await verifyFile(file, registry);
    for (const result of results) process.stdout.write(`${line(result)}\n`);
    passed += results.filter((result) => result.passed).length;
    failed += results.filter((result) => !result.passed).length;
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function verifyFile(file: string, registry: Registry): Promise<readonly GoldenResult[]> {
  try {
    const results = await verifyGolden(JSON.parse(await readFile(file, 'utf8')), registry);
    if (results.length > 0) return results;
    throw new Error('The file holds no case.');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ name: file, passed: false, deviation: Infinity, tolerance: 0, message }];
  }
}

function line({ name, passed, deviation, tolerance, message }: GoldenResult): string {
  const figures = `${deviation.toExponential(1).padStart(8)}  (at most ${tolerance.toExponential(0)})`;
  const reason = message === undefined ? '' : `  ${message}`;
  return `  ${passed ? 'ok  ' : 'FAIL'} ${name.padEnd(52)} ${figures}${reason}`;
}

process.exitCode = await main(process.argv.slice(2));
