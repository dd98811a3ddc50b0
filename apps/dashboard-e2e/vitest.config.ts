import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.ts';

/* One browser, one server, one thing after the other: a journey's steps build on each other. */
export default mergeConfig(
  base,
  defineConfig({
    test: {
      name: 'dashboard-e2e',
      testTimeout: 300_000,
      hookTimeout: 600_000,
      fileParallelism: false,
      bail: 1,
    },
  }),
);
