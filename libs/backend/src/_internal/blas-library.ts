// A BLAS library through koffi. Also part of what worker threads run, so it imports nothing.

/** C [m, n] = op(A) · op(B) + beta · C, row-major, by addresses in the WebAssembly memory. */
export type Sgemm = (
  transposeA: boolean,
  transposeB: boolean,
  m: number,
  n: number,
  k: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  beta: number,
  c: number,
  ldc: number,
) => void;

/** A system BLAS, loaded and tested. */
export interface Blas {
  readonly path: string;
  readonly sgemm: Sgemm;
  /** Sets the library's own number of threads, where it has such a call. */
  setThreads(threads: number): void;
}

interface ForeignLibrary {
  func(declaration: string): (...args: unknown[]) => unknown;
}

/** The part of the package koffi that is used. */
export interface Koffi {
  load(path: string): ForeignLibrary;
  address(view: Uint8Array): bigint;
}

const ROW_MAJOR = 101;
const NO_TRANSPOSE = 111;
const TRANSPOSE = 112;

const threadSetters = ['openblas_set_num_threads', 'bli_thread_set_num_threads', 'MKL_Set_Num_Threads'];

/**
 * Loads a library.
 *
 * @throws {Error} when it cannot be loaded or has no cblas_sgemm
 */
export function openBlas(koffi: Koffi, memory: { readonly buffer: ArrayBufferLike }, path: string): Blas {
  const library = koffi.load(path);
  const foreign = library.func(
    'void cblas_sgemm(int, int, int, int, int, int, float, void *, int, void *, int, float, void *, int)',
  );
  let buffer: ArrayBufferLike | undefined;
  let base = 0n;
  const sgemm: Sgemm = (transposeA, transposeB, m, n, k, a, lda, b, ldb, beta, c, ldc) => {
    // Growing gives a new buffer object, in V8 at the same address; asked for again to be sure.
    if (memory.buffer !== buffer) {
      buffer = memory.buffer;
      base = koffi.address(new Uint8Array(buffer));
    }
    foreign(
      ROW_MAJOR,
      transposeA ? TRANSPOSE : NO_TRANSPOSE,
      transposeB ? TRANSPOSE : NO_TRANSPOSE,
      m,
      n,
      k,
      1,
      base + BigInt(a),
      lda,
      base + BigInt(b),
      ldb,
      beta,
      base + BigInt(c),
      ldc,
    );
  };
  return { path, sgemm, setThreads: threadSetter(library) };
}

function threadSetter(library: ForeignLibrary): (threads: number) => void {
  for (const name of threadSetters) {
    try {
      return library.func(`void ${name}(int)`);
    } catch {
      // Another library; the next name may be its own.
    }
  }
  return () => undefined;
}
