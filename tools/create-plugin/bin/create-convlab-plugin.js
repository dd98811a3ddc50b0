#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A published package holds the build; in the repository the sources run as they are.
const built = new URL('../dist/main.js', import.meta.url);
const source = new URL('../src/main.ts', import.meta.url);

if (existsSync(source)) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else {
  await import(built.href);
}
