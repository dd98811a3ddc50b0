import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WasmMemory } from './wasm-memory.ts';

function create(limit?: number): WasmMemory {
  return new WasmMemory(new WebAssembly.Memory({ initial: 2, maximum: 1024 }), limit);
}

it('hands out disjoint aligned blocks and reuses all of them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 300_000 }), fc.boolean()), { maxLength: 60 }),
      (steps) => {
        const memory = create();
        const live: { address: number; bytes: number }[] = [];
        for (const [bytes, isRelease] of steps) {
          if (isRelease && live.length > 0) {
            const [block] = live.splice(bytes % live.length, 1);
            memory.release(block?.address ?? -1);
            continue;
          }
          const address = memory.allocate(bytes);
          expect(address % 64).toBe(0);
          expect(address + bytes).toBeLessThanOrEqual(memory.buffer.byteLength);
          for (const other of live) {
            expect(
              address + bytes <= other.address ||
                other.address + other.bytes <= address ||
                bytes * other.bytes === 0,
            ).toBe(true);
          }
          live.push({ address, bytes });
        }
        for (const { address } of live) memory.release(address);
        expect(memory.stats()).toMatchObject({ liveBytes: 0, liveBlocks: 0 });
      },
    ),
    { seed: 7 },
  );
});

it('runs a repeating pattern in constant memory', () => {
  const memory = create();
  const sizes = [100_000, 5_000, 700, 64_000, 1_500, 250_000];
  const step = (): void => {
    const blocks = sizes.map((bytes) => memory.allocate(bytes));
    for (const address of blocks) memory.release(address);
  };
  step();
  const { reservedBytes } = memory.stats();
  for (let i = 0; i < 1000; i++) step();
  expect(memory.stats().reservedBytes).toBe(reservedBytes);
  expect(reservedBytes).toBeLessThan(1.3 * sizes.reduce((sum, bytes) => sum + bytes, 65_536 + 16_384));
});

it('names the request and what is live when memory runs out', () => {
  const memory = create(1_000_000);
  memory.allocate(600_000);
  expect(() => memory.allocate(500_000)).toThrow(
    /E_BACKEND_MEMORY: cannot allocate 488\.3 KiB; 585\.9 KiB live in 1 blocks/,
  );
  // The failed request leaves the memory usable.
  expect(memory.allocate(100_000)).toBeGreaterThan(0);
});

it('refuses to release twice', () => {
  const memory = create();
  const address = memory.allocate(10);
  memory.release(address);
  expect(() => memory.release(address)).toThrow(/E_BACKEND_RELEASE/);
});
