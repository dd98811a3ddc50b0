/**
 * The shape of one example, without the batch axis: `[H, W, C]` for images (channels last), `[C]` for vectors.
 *
 * The batch axis is left out everywhere that shapes are computed, as no layer's result depends on it.
 */
export type Shape = readonly number[];

/** The number of elements of a shape: the product of its dimensions. 1 for the empty shape. */
export function numElements(shape: Shape): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

/** A shape as people write it: `[28, 28, 1]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}
