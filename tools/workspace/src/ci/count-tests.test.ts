import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { workspaceRoot } from '../_internal/workspace-root.ts';
import { countTests } from './count-tests.ts';

// Inside the workspace, so that the project's own Vitest is found.
let project: string;
beforeEach(() => {
  mkdirSync(join(workspaceRoot, 'tools/workspace/test-results'), { recursive: true });
  project = mkdtempSync(join(workspaceRoot, 'tools/workspace/test-results/count-'));
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

/** Runs Vitest itself on a project with these test files, and returns the folder of its report. */
function runVitest(tests: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(tests)) {
    writeFileSync(join(project, name), `import { beforeAll, expect, it } from 'vitest';\n${text}`);
  }
  writeFileSync(join(project, 'vitest.config.js'), 'export default {};');
  const reports = join(project, 'reports');
  const vitest = join(workspaceRoot, 'node_modules/vitest/vitest.mjs');
  const outputFile = join(reports, 'a.json');
  spawnSync(process.execPath, [vitest, 'run', '--reporter=json', `--outputFile=${outputFile}`], {
    cwd: project,
  });
  return reports;
}

it('counts passed, failed and skipped tests', () => {
  const reports = runVitest({
    'a.test.js': `it('one', () => {}); it('two', () => {}); it.skip('three', () => {});`,
    'b.test.js': `it('four', () => expect(1).toBe(2));`,
  });
  expect(countTests(reports)).toEqual({ passed: 2, failed: 1, skipped: 1 });
});

it('counts a file that cannot be imported as a failure', () => {
  const reports = runVitest({
    'a.test.js': `it('one', () => {});`,
    'b.test.js': `import './missing.js'; it('two', () => {});`,
  });
  expect(countTests(reports)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

it('counts a file whose hook throws as a failure', () => {
  const reports = runVitest({
    'a.test.js': `beforeAll(() => { throw new Error('no'); }); it('one', () => {}); it('two', () => {});`,
  });
  expect(countTests(reports)).toMatchObject({ passed: 0, failed: 1 });
});

it('counts a report that was cut off as a failure', () => {
  writeFileSync(join(project, 'a.json'), '{"testResults":[{"assertion');
  expect(countTests(project)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
