/**
 * The continuous integration run, after `npm ci`.
 *
 * Ends with a line `N passed, N failed`, the tests over all packages; if every test passed but steps failed, the steps are
 * what is counted as failed. Exits with code 1 if there is a failure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../_internal/workspace-root.ts';
import { countTests } from './count-tests.ts';
import { runSteps } from './run-steps.ts';
import { steps } from './steps.ts';

const timeLimitMs = 75 * 60 * 1000;
const started = Number(process.env['CONVLAB_CI_STARTED'] ?? Date.now());

process.chdir(workspaceRoot);
const reports = mkdtempSync(join(tmpdir(), 'convlab-test-reports-'));
const failures = await runSteps(steps, {
  env: {
    ...process.env,
    CI: 'true',
    CONVLAB_TEST_REPORTS: reports,
    DEBIAN_FRONTEND: 'noninteractive',
    // Nx forces colours on its tasks unless told this; both variables together make Node warn.
    FORCE_COLOR: '0',
    NO_COLOR: undefined,
  },
  deadline: started + timeLimitMs,
  log: console.log,
});
const { passed, failed, skipped } = countTests(reports);
rmSync(reports, { recursive: true });

console.log('');
for (const { title, reason } of failures) console.log(`Failed: ${title} (${reason})`);
if (skipped > 0) console.log(`${skipped} skipped`);
const allFailed = failed === 0 ? failures.length : failed;
console.log(`${passed} passed, ${allFailed} failed`);
process.exitCode = allFailed > 0 || failures.length > 0 ? 1 : 0;
