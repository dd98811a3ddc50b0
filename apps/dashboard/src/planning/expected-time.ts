/** The work of one epoch. */
export interface EpochWork {
  /** Of the forward pass, for one example. */
  readonly multiplyAdds: number;
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly numTrain: number;
}

/** A run of the past and how long its epochs took. */
export interface MeasuredRun extends EpochWork {
  readonly msPerEpoch: number;
}

/** How long an epoch will take, and what that is known from. */
export interface ExpectedTime {
  readonly msPerEpoch: number;
  /** Of the fastest and the slowest run that it is known from; the same as the time itself from a benchmark. */
  readonly low: number;
  readonly high: number;
  readonly source:
    { readonly kind: 'same' | 'similar'; readonly numRuns: number } | { readonly kind: 'benchmark' };
}

/*
 * From docs/benchmarks/backend.md: a small CNN trains at 45.9 GFLOP/s on WebAssembly, the slowest of the backends that are chosen by
 * themselves. Each update, and each epoch with its evaluation and checkpoint, cost about so much besides: measured with networks of 10⁴
 * weights, whose arithmetic takes no time.
 */
const BENCHMARK_FLOPS_PER_MS = 45.9e6;
const MS_PER_UPDATE = 4;
const MS_PER_EPOCH = 60;
/* A multiply–add is two operations, and a backward pass counts as two forward ones. */
const FLOPS_PER_MULTIPLY_ADD = 6;
/* So many of the most similar runs are asked. */
const NEAREST = 5;

/**
 * How long an epoch will take: what a benchmark of the backend says, scaled by what it would have said of past runs on this machine
 * and what they took.
 *
 * time = median over the nearest runs of (measured / benchmark) · benchmark; nearest in the logarithm of the work of an update
 *
 * Runs of the same network and batch size are asked alone where there are any.
 */
export function expectedTime(work: EpochWork, past: readonly MeasuredRun[]): ExpectedTime {
  const benchmark = benchmarkMs(work);
  const same = past.filter(
    (run) => run.multiplyAdds === work.multiplyAdds && run.batchSize === work.batchSize,
  );
  const asked = same.length > 0 ? same.slice(0, NEAREST) : nearest(work, past);
  if (asked.length === 0)
    return { msPerEpoch: benchmark, low: benchmark, high: benchmark, source: { kind: 'benchmark' } };
  const factors = asked.map((run) => run.msPerEpoch / benchmarkMs(run)).toSorted((a, b) => a - b);
  const at = (i: number): number => benchmark * (factors[i] as number);
  return {
    msPerEpoch: (at(Math.floor((factors.length - 1) / 2)) + at(Math.ceil((factors.length - 1) / 2))) / 2,
    low: at(0),
    high: at(factors.length - 1),
    source: { kind: same.length > 0 ? 'same' : 'similar', numRuns: asked.length },
  };
}

function benchmarkMs({ multiplyAdds, numTrain, stepsPerEpoch }: EpochWork): number {
  const computing = (multiplyAdds * FLOPS_PER_MULTIPLY_ADD * numTrain) / BENCHMARK_FLOPS_PER_MS;
  return MS_PER_EPOCH + stepsPerEpoch * MS_PER_UPDATE + computing;
}

function nearest(work: EpochWork, past: readonly MeasuredRun[]): MeasuredRun[] {
  const size = (one: EpochWork): number => Math.log(Math.max(1, one.multiplyAdds) * one.batchSize);
  const distance = (run: MeasuredRun): number => Math.abs(size(run) - size(work));
  return past.toSorted((a, b) => distance(a) - distance(b)).slice(0, NEAREST);
}
