import * as tf from '@tensorflow/tfjs';
import type { ResampleAttrs, ResampleFill, ResampleStep } from '../op-kernels/resample.ts';

/** Positions are held to this many pixels, as in assembly/resample.ts. */
const FARTHEST = 2 ** 30;

/** Where every value of the new images comes from, pixel by pixel. */
interface Grid {
  /** Numbers of the four pixels around each position, top left, top right, bottom left, bottom right; outside is the last. */
  corners: Int32Array;
  /** How far each position is from its left and its top pixel. */
  across: Float32Array;
  down: Float32Array;
}

/** Resampling from TensorFlow.js core ops: positions are worked out here, in double precision; values are gathered. */
export function composeResample(images: tf.Tensor4D, attrs: ResampleAttrs): tf.Tensor4D {
  const grid = gridOf(attrs);
  const value = typeof attrs.fill === 'object' ? attrs.fill.value : 0;
  return gatherImages(images, grid, value);
}

/** Its gradient is the scatter, which this in turn is the gradient of, so that it differentiates any number of times. */
function gatherImages(images: tf.Tensor4D, grid: Grid, value: number): tf.Tensor4D {
  const op = tf.customGrad((x) => ({
    value: gatherCorners(x as tf.Tensor4D, grid, value),
    gradFunc: (dy) => scatterImages(dy as tf.Tensor4D, grid),
  }));
  return op(images) as tf.Tensor4D;
}

function scatterImages(dy: tf.Tensor4D, grid: Grid): tf.Tensor4D {
  const op = tf.customGrad((g) => ({
    value: scatterCorners(g as tf.Tensor4D, grid),
    gradFunc: (dx) => gatherImages(dx as tf.Tensor4D, grid, 0),
  }));
  return op(dy) as tf.Tensor4D;
}

/** upper + down · (lower - upper), where upper and lower lie `across` between a left and a right pixel. */
function gatherCorners(x: tf.Tensor4D, { corners, across, down }: Grid, value: number): tf.Tensor4D {
  return tf.tidy(() => {
    const channels = x.shape[3];
    const pixels = tf.concat([tf.reshape(x, [-1, channels]), tf.fill([1, channels], value)]);
    const around = tf.gather(pixels, tf.tensor1d(corners, 'int32'));
    const [topLeft, topRight, bottomLeft, bottomRight] = tf.split(around, 4) as Four;
    const tx = tf.tensor2d(across, [across.length, 1]);
    const ty = tf.tensor2d(down, [down.length, 1]);
    const upper = tf.add(topLeft, tf.mul(tx, tf.sub(topRight, topLeft)));
    const lower = tf.add(bottomLeft, tf.mul(tx, tf.sub(bottomRight, bottomLeft)));
    return tf.reshape(tf.add(upper, tf.mul(ty, tf.sub(lower, upper))), x.shape);
  });
}

type Four = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];

/** Adds the gradient of each value to the four pixels around its position, by their weights. */
function scatterCorners(dy: tf.Tensor4D, { corners, across, down }: Grid): tf.Tensor4D {
  return tf.tidy(() => {
    const channels = dy.shape[3];
    const g = tf.reshape(dy, [-1, channels]);
    const tx = tf.tensor2d(across, [across.length, 1]);
    const ty = tf.tensor2d(down, [down.length, 1]);
    const lower = tf.mul(g, ty);
    const upper = tf.sub(g, lower);
    const shares = [upper, lower].flatMap((part) => {
      const right = tf.mul(part, tx);
      return [tf.sub(part, right), right];
    });
    const places = tf.tensor2d(corners, [corners.length, 1], 'int32');
    // The last row takes what falls outside.
    const sums = tf.scatterND(places, tf.concat(shares), [across.length + 1, channels]);
    return tf.reshape(tf.slice(sums, 0, across.length), dy.shape);
  });
}

function gridOf({ shape, steps, fill }: ResampleAttrs): Grid {
  const [images = 0, height = 0, width = 0] = shape;
  const size = images * height * width;
  const grid = {
    corners: new Int32Array(4 * size),
    across: new Float32Array(size),
    down: new Float32Array(size),
  };
  for (let at = 0; at < size; at++) {
    const image = Math.floor(at / (height * width));
    const row = Math.floor(at / width) % height;
    const [x, y] = follow(steps[image] ?? [], at % width, row, height, width);
    const left = Math.floor(x);
    const top = Math.floor(y);
    grid.across[at] = x - left;
    grid.down[at] = y - top;
    const columns = [place(left, width, fill), place(left + 1, width, fill)];
    const rows = [place(top, height, fill), place(top + 1, height, fill)];
    rows.forEach((r, i) =>
      columns.forEach((c, j) => {
        const pixel = r < 0 || c < 0 ? size : (image * height + r) * width + c;
        grid.corners[(2 * i + j) * size + at] = pixel;
      }),
    );
  }
  return grid;
}

/** Takes a pixel of the new image through all steps. */
function follow(
  steps: readonly ResampleStep[],
  column: number,
  row: number,
  height: number,
  width: number,
): [number, number] {
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  const cornerRadius2 = centreX ** 2 + centreY ** 2;
  let x = column - centreX;
  let y = row - centreY;
  for (const step of steps) {
    if ('affine' in step) {
      const [a, b, c, d, e, f] = step.affine;
      [x, y] = [a * x + b * y + c, d * x + e * y + f];
    } else {
      const factor = 1 + (cornerRadius2 === 0 ? 0 : step.lens / cornerRadius2) * (x * x + y * y);
      [x, y] = [x * factor, y * factor];
    }
  }
  return [hold(x + centreX), hold(y + centreY)];
}

function hold(position: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, position));
}

/** The pixel that stands at `i` along an axis; -1 where there is none. */
function place(i: number, size: number, fill: ResampleFill): number {
  if (i >= 0 && i < size) return i;
  if (fill === 'edge') return i < 0 ? 0 : size - 1;
  if (fill !== 'reflect') return -1;
  // The edge pixel is repeated: ... 1 0 | 0 1 2 ... size-1 | size-1 ...
  const turned = ((i % (2 * size)) + 2 * size) % (2 * size);
  return turned < size ? turned : 2 * size - 1 - turned;
}
