import { builtinRegistry } from '@convlab/workbench';
import { runStudy } from './run-study.ts';

/* Runs every study at the smoke budget in this process: each must come to a verdict. */
const registry = builtinRegistry();
const wanted = process.argv.slice(2).map((name) => registry.get('study', name).id);
let failures = 0;
for (const { id } of registry.plugins('study')) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const { result, seconds } = await runStudy(id, 'smoke', registry);
  const { finished, failed, total } = result.progress;
  const finding = result.study?.finding;
  if (finding === undefined) failures += 1;
  process.stdout.write(
    `${id.padEnd(32)} ${(finding?.verdict ?? 'not judged').padEnd(14)} ${finished}/${total}${failed === 0 ? '' : ` (${failed} diverged)`}  ${seconds.toFixed(1)} s\n`,
  );
}
process.exitCode = failures === 0 ? 0 : 1;
