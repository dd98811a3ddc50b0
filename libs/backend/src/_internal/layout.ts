/** One dimension of a strided visit; strides in elements. */
export interface Dim {
  size: number;
  source: number;
  target: number;
}

/** Row-major strides in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i] ?? 1;
  }
  return strides;
}

/** Drops dimensions of 1 and joins neighbours that are walked as one, outermost first. */
export function mergeDims(dims: readonly Dim[]): Dim[] {
  const merged: Dim[] = [];
  for (const dim of dims) {
    if (dim.size === 1) continue;
    const last = merged.at(-1);
    if (last && last.source === dim.source * dim.size && last.target === dim.target * dim.size) {
      merged[merged.length - 1] = { size: last.size * dim.size, source: dim.source, target: dim.target };
    } else {
      merged.push(dim);
    }
  }
  return merged;
}
