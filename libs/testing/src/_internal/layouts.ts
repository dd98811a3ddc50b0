/** A tensor on the host. */
export interface HostTensor {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** A tensor with its axes in another order: axis k of the result is axis `order[k]` of `tensor`. */
export function permute({ shape, values }: HostTensor, order: readonly number[]): HostTensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const outShape = order.map((axis) => shape[axis] as number);
  const outStrides = order.map((axis) => strides[axis] as number);
  const out = new Float64Array(values.length);
  const index = outShape.map(() => 0);
  for (let i = 0; i < out.length; i++) {
    out[i] = values[index.reduce((at, n, axis) => at + n * (outStrides[axis] as number), 0)] as number;
    for (let axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (outShape[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return { shape: outShape, values: out };
}

/** The order that undoes `order`. */
export function inverse(order: readonly number[]): readonly number[] {
  return order.map((_, axis) => order.indexOf(axis));
}

/** From [N, C, H, W] to [N, H, W, C]; other ranks stay. */
export function channelsLast(tensor: HostTensor): HostTensor {
  return tensor.shape.length === 4 ? permute(tensor, [0, 2, 3, 1]) : tensor;
}

/** From [N, H, W, C] to [N, C, H, W]; other ranks stay. */
export function channelsFirst(tensor: HostTensor): HostTensor {
  return tensor.shape.length === 4 ? permute(tensor, [0, 3, 1, 2]) : tensor;
}

/** The Euclidean length. */
export function length(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  return Math.sqrt(sum);
}
