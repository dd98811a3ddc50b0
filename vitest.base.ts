import { defineConfig } from 'vitest/config';

/** What every package's tests share: Node, no globals, generous time for numerics on a slow machine. */
export const base = defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    typecheck: { enabled: false },
  },
});
