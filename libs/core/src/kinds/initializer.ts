import type { Rng } from '../random/rng.ts';
import type { Shape } from '../shape/shape.ts';

/** How many inputs feed one unit of a weight, and how many units one input feeds. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** An initializer: first values of a weight, computed on the host, so that they do not depend on the backend. */
export interface Initializer {
  /**
   * First values in row-major order.
   *
   * @param shape  the weight's shape; the result has its number of elements
   * @param fans   fan-in and fan-out of the weight
   * @param rng    the weight's own random stream
   */
  init(shape: Shape, fans: Fans, rng: Rng): Float32Array;
}
