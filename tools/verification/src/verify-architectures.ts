import { chooseBackend } from '@convlab/backend';
import { readGolden } from './golden.ts';
import { holds, verifyGolden, type Check } from './verify-golden.ts';

/**
 * Holds architectures against files of reference values: `npm run verify:architectures -- FILE...`
 *
 * Prints each deviation beside what is allowed, then `N passed, N failed` over the files. The exit code is 1 when one failed.
 */
async function main(files: readonly string[]): Promise<number> {
  if (files.length === 0) {
    process.stderr.write('Usage: npm run verify:architectures -- FILE...\n');
    return 2;
  }
  const { name, reason } = await chooseBackend('auto', { threads: 'auto' });
  process.stdout.write(`Backend: ${name}. ${reason}\n`);
  let failed = 0;
  for (const file of files) {
    const start = performance.now();
    const passed = await verifyFile(file);
    if (!passed) failed++;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stdout.write(`${passed ? 'passed' : 'FAILED'}: ${file} (${seconds} s)\n`);
  }
  process.stdout.write(`${files.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function verifyFile(file: string): Promise<boolean> {
  try {
    const checks = await verifyGolden(await readGolden(file));
    for (const check of checks) process.stdout.write(`${line(check)}\n`);
    return checks.every(holds);
  } catch (error) {
    process.stderr.write(`  ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

function line(check: Check): string {
  const figure = (value: number): string => (value === 0 ? '0' : value.toExponential(1));
  const name = check.name.padEnd(22);
  return `  ${holds(check) ? 'ok  ' : 'FAIL'} ${name} ${figure(check.deviation).padStart(8)}  (at most ${figure(check.tolerance)})`;
}

process.exitCode = await main(process.argv.slice(2));
