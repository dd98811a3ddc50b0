import { mergeDims, type Dim } from './layout.ts';
import type { Runtime } from './runtime.ts';

/**
 * Copies a strided region; false when it has too many dimensions.
 *
 * Addresses are of the region's first element.
 */
export function copyRegion(runtime: Runtime, source: number, target: number, dims: readonly Dim[]): boolean {
  const merged = mergeDims(dims);
  // The innermost run is written contiguously; a strided target is visited value by value.
  if (merged.at(-1)?.target !== 1) merged.push({ size: 1, source: 1, target: 1 });
  const inner = merged.at(-1) ?? { size: 1, source: 1, target: 1 };
  if (merged.length > 5) return false;
  const outer = merged.slice(0, -1);
  while (outer.length < 4) outer.unshift({ size: 1, source: 0, target: 0 });
  const [d0, d1, d2, d3] = outer as [Dim, Dim, Dim, Dim];
  runtime.wasm.copyNd(
    source,
    target,
    d0.size,
    d1.size,
    d2.size,
    d3.size,
    inner.size,
    d0.source,
    d1.source,
    d2.source,
    d3.source,
    inner.source,
    d0.target,
    d1.target,
    d2.target,
    d3.target,
  );
  return true;
}
