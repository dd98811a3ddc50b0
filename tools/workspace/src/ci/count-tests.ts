import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../_internal/packages.ts';

/** Tests over all runs of Vitest. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What is read of the report that Vitest's `json` reporter writes. */
interface VitestReport {
  readonly testResults: readonly {
    readonly status: 'passed' | 'failed';
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Sums over the reports in a folder.
 *
 * A file that failed without a failed test (it could not be imported, or a hook threw) counts as one failure, and so does
 * a report that was cut off.
 */
export function countTests(folder: string): TestCount {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => readReport(join(folder, name)).testResults);
  const tests = files.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const failedAsAWhole = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const count = (status: string) => tests.filter((actual) => actual === status).length;

  const passed = count('passed');
  const failed = count('failed');
  return {
    passed,
    failed: failed + failedAsAWhole.length,
    skipped: tests.length - passed - failed,
  };
}

function readReport(path: string): VitestReport {
  try {
    return readJson(path) as VitestReport;
  } catch {
    return { testResults: [{ status: 'failed', assertionResults: [] }] };
  }
}
