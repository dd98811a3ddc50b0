import { numElements, type Shape } from '@convlab/core';

/**
 * How a tensor lies in PyTorch where it lies otherwise here.
 *
 * conv: [kH, kW, I, O] here, [O, I, kH, kW] there. depthwise: [kH, kW, C, m] and [C · m, 1, kH, kW]. dense: [I, O] and [O, I].
 * An `image` says that the axis I (or the only axis) is a flattened image: [H, W, C] here, [C, H, W] there.
 */
export type TorchLayout =
  | { readonly kind: 'conv' | 'depthwise' | 'same' }
  | { readonly kind: 'dense' | 'vector'; readonly image?: Shape };

/** The shape of a tensor in PyTorch. */
export function torchShape(shape: Shape, layout: TorchLayout): Shape {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  switch (layout.kind) {
    case 'conv':
      return [d, c, a, b];
    case 'depthwise':
      return [c * d, 1, a, b];
    case 'dense':
      return [b, a];
    case 'vector':
    case 'same':
      return shape;
  }
}

/** Values in PyTorch's order, from values in ours. `shape` is ours. */
export function toTorch(values: Float32Array, shape: Shape, layout: TorchLayout): Float32Array {
  const { sizes, ours, theirs } = axesOf(shape, layout);
  return copyStrided(values, sizes, ours, theirs);
}

/** Values in our order, from values in PyTorch's. `shape` is ours. */
export function fromTorch(values: Float32Array, shape: Shape, layout: TorchLayout): Float32Array {
  const { sizes, ours, theirs } = axesOf(shape, layout);
  return copyStrided(values, sizes, theirs, ours);
}

type Four = readonly [number, number, number, number];

/** Every layout is four axes with a step in either order. */
interface Axes {
  readonly sizes: Four;
  readonly ours: Four;
  readonly theirs: Four;
}

function axesOf(shape: Shape, layout: TorchLayout): Axes {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  switch (layout.kind) {
    case 'conv':
      return { sizes: [a, b, c, d], ours: rowMajor(b, c, d), theirs: [b, 1, a * b, a * b * c] };
    case 'depthwise':
      return { sizes: [a, b, c, d], ours: rowMajor(b, c, d), theirs: [b, 1, a * b * d, a * b] };
    case 'dense':
      return ofImage(a, b, layout.image);
    case 'vector':
      return ofImage(numElements(shape), 1, layout.image);
    case 'same':
      return ofImage(numElements(shape), 1, undefined);
  }
}

const rowMajor = (b: number, c: number, d: number): Four => [b * c * d, c * d, d, 1];

/* [H, W, C, outputs] here, [outputs, C, H, W] there. */
function ofImage(inputs: number, outputs: number, image: Shape | undefined): Axes {
  const [height = 1, width = 1, channels = inputs] = image ?? [];
  return {
    sizes: [height, width, channels, outputs],
    ours: rowMajor(width, channels, outputs),
    theirs: [width, 1, height * width, inputs],
  };
}

/* Plain loops over numbers: a dense layer of VGG has 10^8 elements. */
function copyStrided(source: Float32Array, sizes: Four, from: Four, to: Four): Float32Array {
  const result = new Float32Array(source.length);
  const [a, b, c, d] = sizes;
  const [fromA, fromB, fromC, fromD] = from;
  const [toA, toB, toC, toD] = to;
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) {
        let at = i * fromA + j * fromB + k * fromC;
        let target = i * toA + j * toB + k * toC;
        for (let l = 0; l < d; l++) {
          result[target] = source[at] as number;
          at += fromD;
          target += toD;
        }
      }
    }
  }
  return result;
}
