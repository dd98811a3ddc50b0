import { expect, it } from 'vitest';
import { sourceHash as hashOfSources } from '../../scripts/compile-wasm.ts';
import { plainBinary, relaxedBinary, sourceHash } from './wasm-binary.ts';

it('carries binaries made from the sources in assembly/', async () => {
  expect(sourceHash).toBe(await hashOfSources());
});

it('carries two valid WebAssembly modules', () => {
  for (const binary of [plainBinary, relaxedBinary]) {
    expect(Buffer.from(binary, 'base64').subarray(0, 4).toString('latin1')).toBe('\0asm');
  }
});
