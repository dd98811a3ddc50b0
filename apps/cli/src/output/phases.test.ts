import { expect, it } from 'vitest';
import { createPhases } from './phases.ts';

/** What a stream is told while a large and a small file are read. */
function told(isTTY: boolean): string {
  let text = '';
  const phases = createPhases({
    isTTY,
    write: (piece: Uint8Array | string) => (text += String(piece)) !== '',
  });
  phases.show('Reading a', 102_400_000);
  phases.show('Reading b', 1000);
  phases.end();
  return text;
}

it('says on a line each what takes long', () => {
  expect(told(false)).toBe('Reading a (102 MB)…\n');
});

it('overwrites its line on a terminal, and leaves none behind', () => {
  expect(told(true)).toBe('\r\u001B[2KReading a (102 MB)…\r\u001B[2K');
});
