import { reduceCode } from '../codes.ts';
import { withScratch, type Runtime } from '../runtime.ts';
import type { WasmKernels } from '../wasm-kernels.ts';
import { parallel, sharesOf } from './parallel.ts';

// Kernels whose work is split here, by their arguments, so that their callers need not know of threads. Those that are missing
// run on one thread. Signatures are in assembly/.

/** Values per cache line: no two threads write to the same one. */
const LINE = 16;

type Args = readonly number[];

/** Splits `n` values at cache lines. */
function overValues(
  runtime: Runtime,
  n: number,
  share: (wasm: WasmKernels, from: number, count: number) => void,
): void {
  parallel(runtime, Math.ceil(n / LINE), n, ({ wasm }, from, to) =>
    share(wasm, from * LINE, Math.min(n, to * LINE) - from * LINE),
  );
}

/** What the splitting of one kernel needs: the runtime with its team, and the call's arguments. */
type Splitter = (runtime: Runtime, ...args: number[]) => void;

/**
 * Shares that each sum up into `length` values of their own at the given addresses; those of the first share are added to
 * afterwards, in the order of the shares. Sums of several threads differ from those of one in their last digits.
 */
export function withPartialSums(
  runtime: Runtime,
  count: number,
  work: number,
  sums: readonly { address: number; length: number }[],
  share: (part: Runtime, from: number, to: number, addresses: number[]) => void,
): void {
  const shares = sharesOf(runtime, count, work);
  const own = sums.map(({ address }) => address);
  if (shares === 1) {
    parallel(runtime, count, work, (part, from, to) => share(part, from, to, own));
    return;
  }
  const bytes = sums.map(({ length }) => Math.ceil(length / LINE) * LINE * 4);
  const total = bytes.reduce((sum, each) => sum + each, 0);
  withScratch(runtime, total * (shares - 1), (scratch) => {
    const addressesOf = (index: number): number[] => {
      if (index === 0) return own;
      let at = scratch + (index - 1) * total;
      return bytes.map((size) => (at += size) - size);
    };
    parallel(runtime, count, work, (part, from, to, index) => share(part, from, to, addressesOf(index)));
    for (let index = 1; index < shares; index++) {
      addressesOf(index).forEach((from, i) =>
        addInto(runtime, from, sums[i]?.address ?? 0, sums[i]?.length ?? 0),
      );
    }
  });
}

function addInto({ wasm }: Runtime, from: number, to: number, length: number): void {
  wasm.binary(0, to, from, to, 1, 1, 1, length, 0, 0, 0, 1, 0, 0, 0, 1);
}

const unary: Splitter = (runtime, op, x, out, n, p, q) =>
  overValues(runtime, n, (wasm, from, count) => wasm.unary(op, x + from * 4, out + from * 4, count, p, q));

const fill: Splitter = (runtime, out, n, value) =>
  overValues(runtime, n, (wasm, from, count) => wasm.fill(out + from * 4, count, value));

/** Cuts the outermost of the four dimensions that is longer than 1. */
const binary: Splitter = (runtime, op, a, b, out, ...rest) => {
  const sizes = rest.slice(0, 4);
  const aSteps = rest.slice(4, 8);
  const bSteps = rest.slice(8, 12);
  const axis = Math.max(
    0,
    sizes.findIndex((size) => size > 1),
  );
  const inner = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
  const size = sizes[axis] ?? 1;
  const unit = inner === 1 ? LINE : 1;
  parallel(runtime, Math.ceil(size / unit), size * inner, ({ wasm }, first, end) => {
    const from = first * unit;
    const cut = [...sizes];
    cut[axis] = Math.min(size, end * unit) - from;
    wasm.binary(
      op,
      a + from * (aSteps[axis] ?? 0) * 4,
      b + from * (bSteps[axis] ?? 0) * 4,
      out + from * inner * 4,
      ...cut,
      ...aSteps,
      ...bSteps,
    );
  });
};

/** Cuts the outermost dimension that is longer than 1, or else the contiguous run. */
const copyNd: Splitter = (
  runtime,
  source,
  target,
  d0,
  d1,
  d2,
  d3,
  n,
  s0,
  s1,
  s2,
  s3,
  step,
  t0,
  t1,
  t2,
  t3,
) => {
  const sizes = [d0, d1, d2, d3, n];
  const sourceSteps = [s0, s1, s2, s3, step];
  const targetSteps = [t0, t1, t2, t3, 1];
  const work = sizes.reduce((product, size) => product * size, 1);
  const axis = Math.max(
    0,
    sizes.findIndex((size) => size > 1),
  );
  const size = sizes[axis] ?? 1;
  const unit = axis === 4 ? LINE : 1;
  parallel(runtime, Math.ceil(size / unit), work, ({ wasm }, first, end) => {
    const from = first * unit;
    const cut = [...sizes];
    cut[axis] = Math.min(size, end * unit) - from;
    wasm.copyNd(
      source + from * (sourceSteps[axis] ?? 0) * 4,
      target + from * (targetSteps[axis] ?? 0) * 4,
      ...cut,
      ...sourceSteps,
      ...targetSteps.slice(0, 4),
    );
  });
};

const transpose2d: Splitter = (runtime, source, target, batch, rows, cols) =>
  parallel(runtime, batch, batch * rows * cols, ({ wasm }, from, to) => {
    const offset = from * rows * cols * 4;
    wasm.transpose2d(source + offset, target + offset, to - from, rows, cols);
  });

/** Over the outer dimension; a single one is summed in shares of its rows. */
const reduce: Splitter = (runtime, op, x, out, outer, count, inner, scale) => {
  const work = outer * count * inner;
  if (outer > 1 || op !== reduceCode.sum) {
    parallel(runtime, outer, work, ({ wasm }, from, to) =>
      wasm.reduce(op, x + from * count * inner * 4, out + from * inner * 4, to - from, count, inner, scale),
    );
    return;
  }
  withPartialSums(runtime, count, work, [{ address: out, length: inner }], ({ wasm }, from, to, [sum = 0]) =>
    wasm.reduce(op, x + from * inner * 4, sum, 1, to - from, inner, scale),
  );
};

/** Per image: the geometry that the pooling and depthwise kernels share, and the bytes of an input and an output image. */
function images(args: Args): { count: number; work: number; inBytes: number; outBytes: number } {
  const [count = 0, inH = 0, inW = 0, channels = 0, outH = 0, outW = 0, kH = 0, kW = 0] = args;
  return {
    count,
    work: count * outH * outW * channels * kH * kW,
    inBytes: inH * inW * channels * 4,
    outBytes: outH * outW * channels * 4,
  };
}

const pool: Splitter = (runtime, mode, ...args) => {
  const { count, work, inBytes, outBytes } = images(args);
  const [x = 0, out = 0] = args.slice(-2);
  parallel(runtime, count, work, ({ wasm }, from, to) =>
    wasm.pool(mode, to - from, ...args.slice(1, -2), x + from * inBytes, out + from * outBytes),
  );
};

const maxPoolGradient: Splitter = (runtime, ...args) => {
  const { count, work, inBytes, outBytes } = images(args);
  const [x = 0, dy = 0, dx = 0] = args.slice(-3);
  parallel(runtime, count, work, ({ wasm }, from, to) => {
    const [small, large] = [from * outBytes, from * inBytes];
    wasm.maxPoolGradient(to - from, ...args.slice(1, -3), x + large, dy + small, dx + large);
  });
};

const avgPoolGradient: Splitter = (runtime, ...args) => {
  const { count, work, inBytes, outBytes } = images(args);
  const [dy = 0, dx = 0] = args.slice(-2);
  parallel(runtime, count, work, ({ wasm }, from, to) =>
    wasm.avgPoolGradient(to - from, ...args.slice(1, -2), dy + from * outBytes, dx + from * inBytes),
  );
};

const depthwise: Splitter = (runtime, mode, ...args) => {
  const { count, work, inBytes, outBytes } = images(args);
  const [x = 0, filter = 0, out = 0] = args.slice(-3);
  parallel(runtime, count, work, ({ wasm }, from, to) =>
    wasm.depthwise(mode, to - from, ...args.slice(1, -3), x + from * inBytes, filter, out + from * outBytes),
  );
};

const depthwiseFilterGradient: Splitter = (runtime, ...args) => {
  const { count, work, inBytes, outBytes } = images(args);
  const [, , , channels = 0, , , kH = 0, kW = 0] = args;
  const [x = 0, dy = 0, dw = 0] = args.slice(-3);
  const sums = [{ address: dw, length: kH * kW * channels }];
  withPartialSums(runtime, count, work, sums, ({ wasm }, from, to, [sum = 0]) => {
    const [small, large] = [from * outBytes, from * inBytes];
    wasm.depthwiseFilterGradient(to - from, ...args.slice(1, -3), x + large, dy + small, sum);
  });
};

/** Moments of shares of the rows, put together by Chan's formula. */
const columnMoments: Splitter = (runtime, x, outer, rows, channels, mean, variance) => {
  const work = outer * rows * channels;
  if (outer > 1) {
    parallel(runtime, outer, work, ({ wasm }, from, to) => {
      const offset = from * channels * 4;
      wasm.columnMoments(x + offset * rows, to - from, rows, channels, mean + offset, variance + offset);
    });
    return;
  }
  const shares = sharesOf(runtime, rows, work);
  withScratch(runtime, shares * channels * 8 + 64, (scratch) => {
    const counts: number[] = [];
    parallel(runtime, rows, work, ({ wasm }, from, to, index) => {
      counts[index] = to - from;
      const at = scratch + index * channels * 8;
      wasm.columnMoments(x + from * channels * 4, 1, to - from, channels, at, at + channels * 4);
    });
    combineShares(runtime, counts, channels, scratch / 4, mean / 4, variance / 4);
  });
};

function combineShares(
  { memory }: Runtime,
  counts: readonly number[],
  channels: number,
  parts: number,
  mean: number,
  variance: number,
): void {
  const values = memory.f32;
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (let c = 0; c < channels; c++) {
    let m = 0;
    counts.forEach((count, i) => (m += (count / total) * (values[parts + i * channels * 2 + c] ?? NaN)));
    let v = 0;
    counts.forEach((count, i) => {
      const at = parts + i * channels * 2 + c;
      v += (count / total) * ((values[at + channels] ?? NaN) + ((values[at] ?? NaN) - m) ** 2);
    });
    values[mean + c] = m;
    values[variance + c] = v;
  }
}

/** Over `outer`, or over the rows when that is 1. Every share has its own `scale`. */
const columnNormalize: Splitter = (runtime, x, y, outer, rows, channels, mean, variance, ...rest) => {
  const [gamma = 0, beta = 0, epsilon = 0, activation = 0] = rest;
  const isWhole = outer === 1;
  const unit = (isWhole ? 1 : rows) * channels * 4;
  parallel(runtime, isWhole ? rows : outer, outer * rows * channels, (part, from, to) => {
    const statistics = isWhole ? 0 : from * channels * 4;
    withScratch(part, channels * 4, (scale) =>
      part.wasm.columnNormalize(
        x + from * unit,
        y + from * unit,
        isWhole ? 1 : to - from,
        isWhole ? to - from : rows,
        channels,
        mean + statistics,
        variance + statistics,
        gamma,
        beta,
        epsilon,
        activation,
        scale,
      ),
    );
  });
};

const columnGradientSums: Splitter = (runtime, dy, x, outer, rows, channels, mean, variance, ...rest) => {
  const work = 2 * outer * rows * channels;
  const parameters = rest.slice(0, 4);
  const [sumDy = 0, sumDyX = 0] = rest.slice(4);
  if (outer > 1) {
    parallel(runtime, outer, work, ({ wasm }, from, to) => {
      const small = from * channels * 4;
      const large = small * rows;
      wasm.columnGradientSums(
        dy + large,
        x + large,
        to - from,
        rows,
        channels,
        mean + small,
        variance + small,
        ...parameters,
        sumDy + small,
        sumDyX + small,
      );
    });
    return;
  }
  const sums = [sumDy, sumDyX].map((address) => ({ address, length: channels }));
  withPartialSums(runtime, rows, work, sums, ({ wasm }, from, to, addresses) => {
    const offset = from * channels * 4;
    wasm.columnGradientSums(
      dy + offset,
      x + offset,
      1,
      to - from,
      channels,
      mean,
      variance,
      ...parameters,
      ...addresses,
    );
  });
};

/** Over `outer`, or over the rows when that is 1. Every share has its own working memory. */
const columnGradient: Splitter = (
  runtime,
  dy,
  x,
  dx,
  outer,
  rows,
  channels,
  groups,
  mean,
  variance,
  ...rest
) => {
  const parameters = rest.slice(0, 4);
  const [sumDy = 0, sumDyX = 0] = rest.slice(4);
  const work = 2 * outer * rows * channels;
  const row = channels * 4;
  const run = (
    part: Runtime,
    from: number,
    outers: number,
    count: number,
    offset: number,
    sums: Args,
  ): void =>
    withScratch(part, 3 * row, (scratch) =>
      part.wasm.columnGradient(
        dy + from * row,
        x + from * row,
        dx + from * row,
        outers,
        count,
        channels,
        groups,
        mean + offset,
        variance + offset,
        ...parameters,
        ...sums,
        scratch,
      ),
    );
  if (outer > 1) {
    parallel(runtime, outer, work, (part, from, to) => {
      const offset = from * row;
      run(part, from * rows, to - from, rows, offset, [sumDy + offset, sumDyX + offset]);
    });
    return;
  }
  // The kernel divides the sums by the rows it is given, so that a share of the rows gets the same share of the sums.
  const shares = sharesOf(runtime, rows, work);
  withScratch(runtime, shares * 2 * row, (scratch) => {
    parallel(runtime, rows, work, (part, from, to, index) => {
      const sums = [scratch + index * 2 * row, scratch + index * 2 * row + row];
      const values = runtime.memory.f32;
      [sumDy, sumDyX].forEach((source, i) => {
        for (let c = 0; c < channels; c++) {
          values[(sums[i] ?? 0) / 4 + c] = ((values[source / 4 + c] ?? NaN) * (to - from)) / rows;
        }
      });
      run(part, from, 1, to - from, 0, sums);
    });
  });
};

const biasActivation: Splitter = (runtime, x, bias, y, rows, channels, activation) =>
  parallel(runtime, rows, rows * channels, ({ wasm }, from, to) => {
    const offset = from * channels * 4;
    wasm.biasActivation(x + offset, bias, y + offset, to - from, channels, activation);
  });

const biasActivationGradient: Splitter = (runtime, dy, y, dx, dbias, rows, channels, activation) => {
  const share = (wasm: WasmKernels, from: number, to: number, sum: number): void => {
    const offset = from * channels * 4;
    wasm.biasActivationGradient(
      dy + offset,
      y + offset,
      dx === 0 ? 0 : dx + offset,
      sum,
      to - from,
      channels,
      activation,
    );
  };
  const work = rows * channels;
  if (dbias === 0) {
    parallel(runtime, rows, work, ({ wasm }, from, to) => share(wasm, from, to, 0));
    return;
  }
  const sums = [{ address: dbias, length: channels }];
  withPartialSums(runtime, rows, work, sums, ({ wasm }, from, to, [sum = 0]) => share(wasm, from, to, sum));
};

const softmaxCrossEntropy: Splitter = (
  runtime,
  logits,
  labels,
  weights,
  loss,
  gradient,
  rows,
  classes,
  smoothing,
) =>
  // Two exponentials and a logarithm per class.
  parallel(runtime, rows, rows * classes * 16, ({ wasm }, from, to) => {
    const offset = from * classes * 4;
    wasm.softmaxCrossEntropy(
      logits + offset,
      labels + offset,
      weights,
      loss + from * 4,
      gradient + offset,
      to - from,
      classes,
      smoothing,
    );
  });

const momentumStep: Splitter = (runtime, g, trace, next, update, n, ...rest) =>
  overValues(runtime, n, (wasm, from, count) => {
    const offset = from * 4;
    wasm.momentumStep(g + offset, trace + offset, next + offset, update + offset, count, ...rest);
  });

const adamStep: Splitter = (runtime, g, m, v, largest, nextM, nextV, nextLargest, update, n, ...rest) =>
  overValues(runtime, n, (wasm, from, count) => {
    // AMSGrad's largest values are missing in plain Adam.
    const shift = (address: number): number => (address === 0 ? 0 : address + from * 4);
    const states = [g, m, v, largest, nextM, nextV, nextLargest, update].map(shift);
    wasm.adamStep(...states, count, ...rest);
  });

/** The counter of the first word goes along. */
const randomWords: Splitter = (runtime, key0, key1, stream, first, out, n) =>
  overValues(runtime, n, (wasm, from, count) =>
    wasm.randomWords(key0, key1, stream, first + from, out + from * 4, count),
  );

const wordsToUniform: Splitter = (runtime, address, n, min, range) =>
  overValues(runtime, n, (wasm, from, count) => wasm.wordsToUniform(address + from * 4, count, min, range));

const wordsToMask: Splitter = (runtime, address, n, threshold, kept) =>
  overValues(runtime, n, (wasm, from, count) => wasm.wordsToMask(address + from * 4, count, threshold, kept));

const splitters: Partial<Record<keyof WasmKernels, Splitter>> = {
  unary,
  fill,
  binary,
  copyNd,
  transpose2d,
  reduce,
  pool,
  maxPoolGradient,
  avgPoolGradient,
  depthwise,
  depthwiseFilterGradient,
  columnMoments,
  columnNormalize,
  columnGradientSums,
  columnGradient,
  biasActivation,
  biasActivationGradient,
  softmaxCrossEntropy,
  momentumStep,
  adamStep,
  randomWords,
  wordsToUniform,
  wordsToMask,
};

/** The kernels of `runtime`, which share their work with its team. */
export function splitKernels(runtime: Runtime, kernels: WasmKernels): WasmKernels {
  const entries = Object.entries(splitters).map(([name, split]) => [
    name,
    (...args: number[]) => split(runtime, ...args),
  ]);
  return { ...kernels, ...(Object.fromEntries(entries) as Partial<WasmKernels>) };
}
