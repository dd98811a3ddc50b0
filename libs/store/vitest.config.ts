import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      name: 'store',
      globalSetup: './test-support/template.ts',
      // Each test file holds databases and training processes; more at a time would only wait for each other.
      fileParallelism: false,
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  }),
);
