import { defineConfig } from 'vitest/config';

/* One browser, one server, one thing after the other: a journey's steps build on each other. */
export default defineConfig({
  test: {
    name: 'dashboard-e2e',
    include: ['src/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    bail: 1,
  },
});
