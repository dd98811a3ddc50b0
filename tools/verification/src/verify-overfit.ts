import { chooseBackend } from '@convlab/backend';
import { overfit } from './overfit.ts';
import { overfitCases } from './overfit-cases.ts';

/**
 * Trains architectures until they know 32 images by heart: `npm run verify:overfit -- [NAME...]`, all when none is named.
 *
 * Prints the number of updates each needed, then `N passed, N failed`. The exit code is 1 when one failed.
 */
async function main(names: readonly string[]): Promise<number> {
  const known = overfitCases.map(({ architecture }) => architecture.id);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown: ${unknown.join(', ')}. Known: ${known.join(', ')}\n`);
    return 2;
  }
  const { name, reason } = await chooseBackend('auto', { threads: 'auto' });
  process.stdout.write(`Backend: ${name}. ${reason}\n`);
  const wanted = overfitCases.filter(({ architecture: { id } }) => names.length === 0 || names.includes(id));
  let failed = 0;
  for (const subject of wanted) {
    const start = performance.now();
    const { steps, accuracy, firstLoss, lastLoss } = await overfit(subject);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    if (steps === null) failed++;
    const outcome = steps === null ? `FAILED at ${(100 * accuracy).toFixed(0)} %` : `${steps} updates`;
    process.stdout.write(
      `${subject.architecture.id.padEnd(24)} ${outcome}, loss ${firstLoss.toFixed(3)} to ${lastLoss.toFixed(3)} (${seconds} s)\n`,
    );
  }
  process.stdout.write(`${wanted.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
