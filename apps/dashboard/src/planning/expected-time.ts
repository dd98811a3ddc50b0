/** The work of one epoch. */
export interface EpochWork {
  /** Of the forward pass, for one example. */
  readonly multiplyAdds: number;
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly numTrain: number;
  /** The same for trainings of the same network on the same data in batches of the same size. */
  readonly key: string;
}

/** A run of the past, how long its epochs took, and what it took besides. */
export interface MeasuredRun extends EpochWork {
  /** Mean of its epochs, the first one left out where there are others. */
  readonly msPerEpoch: number;
  /** From its start to its end, beside such epochs; `null` where it was interrupted. */
  readonly msBesides: number | null;
}

/** How long a training will take, and what that is known from. */
export interface ExpectedTime {
  readonly msPerEpoch: number;
  /** Of the fastest and the slowest run that it is known from. */
  readonly low: number;
  readonly high: number;
  /** Of each training beside its epochs: the process starts, the data are loaded, the first update warms up, the end is judged. */
  readonly msBesides: number;
  readonly source:
    { readonly kind: 'same' | 'similar'; readonly numRuns: number } | { readonly kind: 'rough' };
}

/*
 * From docs/benchmarks/backend.md: a small CNN trains at 45.9 GFLOP/s on WebAssembly, the slowest of the backends that are chosen by
 * themselves. Each update, and each epoch with its evaluation and checkpoint, cost about so much besides: measured with networks of 10⁴
 * weights, whose arithmetic takes no time.
 */
const BENCHMARK_FLOPS_PER_MS = 45.9e6;
const MS_PER_UPDATE = 4;
const MS_PER_EPOCH = 60;
const MS_PER_TRAINING = 3000;
/* A benchmark of another network on another machine: it may well take a third of that, or three times as long. */
const ROUGH = 3;
/* A multiply–add is two operations, and a backward pass counts as two forward ones. */
const FLOPS_PER_MULTIPLY_ADD = 6;
/* So many of the most similar runs are asked. */
const NEAREST = 5;

/**
 * How long a training will take: what a benchmark of the backend says, scaled by what it would have said of past runs on this machine
 * and what they took.
 *
 * time = median over the nearest runs of (measured / benchmark) · benchmark; nearest in the logarithm of the work of an update
 *
 * Runs of the same work are asked alone where there are any, the newest of them.
 */
export function expectedTime(work: EpochWork, past: readonly MeasuredRun[]): ExpectedTime {
  const benchmark = benchmarkMs(work);
  const same = past.filter(({ key }) => key === work.key);
  const asked = same.length > 0 ? same.slice(0, NEAREST) : nearest(work, past);
  if (asked.length === 0) return roughTime(benchmark);
  const factors = asked.map((run) => run.msPerEpoch / benchmarkMs(run)).toSorted((a, b) => a - b);
  const besides = (same.length > 0 ? same : past).flatMap(({ msBesides }) => msBesides ?? []);
  return {
    msPerEpoch: benchmark * median(factors),
    low: benchmark * (factors[0] as number),
    high: benchmark * (factors.at(-1) as number),
    msBesides: besides.length === 0 ? MS_PER_TRAINING : median(besides.toSorted((a, b) => a - b)),
    source: { kind: same.length > 0 ? 'same' : 'similar', numRuns: asked.length },
  };
}

function roughTime(msPerEpoch: number): ExpectedTime {
  return {
    msPerEpoch,
    low: msPerEpoch / ROUGH,
    high: msPerEpoch * ROUGH,
    msBesides: MS_PER_TRAINING,
    source: { kind: 'rough' },
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

/** Of sorted numbers. */
function median(sorted: readonly number[]): number {
  const at = (i: number): number => sorted[i] as number;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2;
}
