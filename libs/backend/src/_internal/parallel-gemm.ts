import { epilogueCode } from './codes.ts';
import { applyEpilogue, gemm as serialGemm, leadingOf, type Gemm } from './gemm.ts';
import type { Runtime } from './runtime.ts';
import { parallel } from './threads/parallel.ts';

const ROWS = 4;
const COLUMNS = 16;

/** C = op(A) . op(B) (+ bias, activation), C without gaps, cut into rows or columns of C, whichever are more. */
export function gemm(runtime: Runtime, call: Gemm): void {
  if (runtime.team === undefined) serialGemm(runtime, call);
  else if (call.m > call.n) byRows(runtime, call);
  else byColumns(runtime, call);
}

function byRows(runtime: Runtime, call: Gemm): void {
  const { m, n, k, a, c, transposeA } = call;
  const leading = leadingOf(call);
  parallel(runtime, Math.ceil(m / ROWS), m * n * k, (part, first, end) => {
    const from = first * ROWS;
    const cut = {
      m: Math.min(m, end * ROWS) - from,
      a: a + from * (transposeA ? 1 : leading.lda) * 4,
      c: c + from * leading.ldc * 4,
    };
    serialGemm(part, { ...call, ...leading, ...cut });
  });
}

function byColumns(runtime: Runtime, call: Gemm): void {
  const { m, n, k, b, c, transposeB, bias = 0, activation = epilogueCode.linear } = call;
  const leading = leadingOf(call);
  // BLAS leaves bias and activation to a pass over whole rows.
  const isSeparate = runtime.blas !== undefined;
  parallel(runtime, Math.ceil(n / COLUMNS), m * n * k, (part, first, end) => {
    const from = first * COLUMNS;
    serialGemm(part, {
      ...call,
      ...leading,
      n: Math.min(n, end * COLUMNS) - from,
      b: b + from * (transposeB ? leading.ldb : 1) * 4,
      c: c + from * 4,
      bias: bias === 0 || isSeparate ? 0 : bias + from * 4,
      activation: isSeparate ? epilogueCode.linear : activation,
    });
  });
  if (isSeparate) applyEpilogue(runtime, c, m, n, bias, activation);
}
