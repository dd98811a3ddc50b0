import type { Blas } from './blas-library.ts';
import { epilogueCode, unaryCode } from './codes.ts';
import { withScratch, type Runtime } from './runtime.ts';

/** One matrix product C [M, N] = op(A) . op(B), by addresses. */
export interface Gemm {
  m: number;
  n: number;
  k: number;
  a: number;
  transposeA: boolean;
  b: number;
  transposeB: boolean;
  c: number;
  /** Distances of rows in values, where the matrices are parts of larger ones. */
  lda?: number;
  ldb?: number;
  ldc?: number;
  /** Address of N values added to every row, or 0. */
  bias?: number;
  /** A code of `epilogueCode`. */
  activation?: number;
}

const TILE_SCRATCH = 256;
/** Rows of A and B that one sweep of a transposed product keeps in the second-level cache. */
const SWEEP_BYTES = 262_144;

/** C = op(A) . op(B) (+ bias, activation), by BLAS where there is one, else on WebAssembly. */
export function gemm(runtime: Runtime, call: Gemm): void {
  const blas = blasFor(runtime, call);
  if (blas) {
    blasProduct(runtime, blas, call);
    return;
  }
  const plain = (call.bias ?? 0) === 0 && (call.activation ?? epilogueCode.linear) === epilogueCode.linear;
  if (call.transposeA && !call.transposeB && plain) outerProducts(runtime, call);
  else packedProduct(runtime, call);
}

/** Below this many multiplications the call itself costs more than it saves. */
const BLAS_FROM = 4096;

/** The system's BLAS, where there is one and the product is worth a call. */
export function blasFor({ blas }: Runtime, { m, n, k }: Pick<Gemm, 'm' | 'n' | 'k'>): Blas | undefined {
  return m * n * k >= BLAS_FROM ? blas : undefined;
}

function blasProduct(runtime: Runtime, blas: Blas, call: Gemm): void {
  const { m, n, k, a, b, c, transposeA, transposeB } = call;
  const { lda, ldb, ldc } = leadingOf(call);
  blas.sgemm(transposeA, transposeB, m, n, k, a, lda, b, ldb, 0, c, ldc);
  applyEpilogue(runtime, c, m, n, call.bias ?? 0, call.activation ?? epilogueCode.linear);
}

/** Distances of the rows of A, B and C in values. */
export function leadingOf(call: Gemm): { lda: number; ldb: number; ldc: number } {
  return {
    lda: call.lda ?? (call.transposeA ? call.m : call.k),
    ldb: call.ldb ?? (call.transposeB ? call.k : call.n),
    ldc: call.ldc ?? call.n,
  };
}

/** Bias and activation on a product, in place. */
export function applyEpilogue(
  { wasm }: Runtime,
  c: number,
  rows: number,
  columns: number,
  bias: number,
  activation: number,
): void {
  if (bias !== 0) wasm.biasActivation(c, bias, c, rows, columns, activation);
  else if (activation === epilogueCode.relu) wasm.unary(unaryCode.relu, c, c, rows * columns, 0, 0);
  else if (activation === epilogueCode.relu6) wasm.unary(unaryCode.relu6, c, c, rows * columns, 0, 0);
}

function packedProduct(runtime: Runtime, call: Gemm): void {
  const { wasm } = runtime;
  const { m, n, k, a, b, c } = call;
  const { lda, ldb, ldc } = leadingOf(call);
  const panelStride = k * 32;
  withScratch(runtime, Math.ceil(n / 8) * panelStride + TILE_SCRATCH, (scratch) => {
    const panels = scratch + TILE_SCRATCH;
    wasm.packPanels(b, ldb, Number(call.transposeB), k, n, panels, panelStride);
    wasm.gemmPacked(
      m,
      n,
      k,
      a,
      lda,
      Number(call.transposeA),
      panels,
      panelStride,
      c,
      ldc,
      0,
      call.bias ?? 0,
      call.activation ?? epilogueCode.linear,
      scratch,
    );
  });
}

/** A^T . B without packing: both are walked row by row, as in the gradient of a 1 x 1 convolution over k pixels. */
function outerProducts(runtime: Runtime, call: Gemm): void {
  const { m, n, k, a, b } = call;
  const leading = leadingOf(call);
  const rows = Math.max(16, Math.floor(SWEEP_BYTES / (4 * (m + n))));
  withScratch(runtime, TILE_SCRATCH, (scratch) => {
    for (let from = 0; from < k; from += rows) {
      const rest = {
        ...call,
        ...leading,
        k: Math.min(rows, k - from),
        a: a + from * leading.lda * 4,
        b: b + from * leading.ldb * 4,
      };
      sweepOuterProducts(runtime, rest, from === 0, scratch);
    }
  });
}

/** A [k, m], B [k, n] and C [m, n] by address. */
type OuterProducts = Pick<Gemm, 'm' | 'n' | 'k' | 'a' | 'b' | 'c' | 'lda' | 'ldb' | 'ldc'>;

/** C = A^T . B, or added to it unless `isFirst`, in one sweep. `scratch`: 256 bytes. */
export function sweepOuterProducts(
  { wasm }: Runtime,
  { m, n, k, a, b, c, lda = m, ldb = n, ldc = n }: OuterProducts,
  isFirst: boolean,
  scratch: number,
): void {
  // One tap of a filter gradient over an image of 1 x k pixels.
  const window = [1, 1, 1, 1, 1, 1, 0, 0];
  wasm.convFilterGradient(
    ...[1, 1, k, m, 1, k, n, ...window],
    ...[a, lda * 4, 0, b, ldb * 4, 0],
    ...[c, 0, ldc * 4, 1, 1, Number(isFirst), scratch],
  );
}
