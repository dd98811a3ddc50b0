import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Where continuous integration wants each run's results, to count tests over all packages. */
const reportFolder = process.env['CONVLAB_TEST_REPORTS'];
const reportName = relative(import.meta.dirname, process.cwd()).replaceAll(/[/\\]/g, '-');

/** What every package's tests share: Node, no globals, generous time for numerics on a slow machine. */
export const base = defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    typecheck: { enabled: false },
    ...(reportFolder === undefined
      ? {}
      : {
          reporters: [
            'default',
            ['json', { outputFile: `${reportFolder}/${reportName}-${process.pid}.json` }],
          ],
        }),
  },
});
