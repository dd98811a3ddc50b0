import { BackendError } from '../backend-error/backend-error.ts';
import type { WasmMemory } from './wasm-memory.ts';

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

/** What was found, or why nothing was. */
export interface BlasProbe {
  blas: Blas | undefined;
  /** One sentence. */
  reason: string;
}

interface ForeignLibrary {
  func(declaration: string): (...args: unknown[]) => unknown;
}

interface Koffi {
  load(path: string): ForeignLibrary;
  address(view: Uint8Array): bigint;
}

const ROW_MAJOR = 101;
const NO_TRANSPOSE = 111;
const TRANSPOSE = 112;

/** Libraries worth having, best first; reference BLAS is slower than the WebAssembly kernels and left out. */
const candidates: Partial<Record<string, readonly string[]>> = {
  darwin: ['/System/Library/Frameworks/Accelerate.framework/Accelerate'],
  linux: [
    'libopenblas.so.0',
    'libopenblas.so',
    'libblis.so.4',
    'libblis.so',
    'libmkl_rt.so.2',
    'libmkl_rt.so.3',
    'libmkl_rt.so',
  ],
  win32: ['libopenblas.dll', 'openblas.dll', 'mkl_rt.2.dll'],
};

const threadSetters = ['openblas_set_num_threads', 'bli_thread_set_num_threads', 'MKL_Set_Num_Threads'];

async function loadKoffi(): Promise<Koffi | undefined> {
  if (typeof process === 'undefined' || process.versions.node === undefined) return undefined;
  try {
    const loaded = (await import(/* @vite-ignore */ /* webpackIgnore: true */ 'koffi')) as {
      default: unknown;
    };
    return loaded.default as Koffi;
  } catch {
    return undefined;
  }
}

/**
 * Looks for a BLAS and tries it on small matrices before trusting it.
 *
 * @throws {BackendError} E_BACKEND_BLAS when `path` is given and does not work
 */
export async function probeBlas(memory: WasmMemory, path?: string): Promise<BlasProbe> {
  const koffi = await loadKoffi();
  if (!koffi) {
    if (path !== undefined) {
      throw new BackendError('E_BACKEND_BLAS', `cannot load '${path}': the package koffi is not installed.`, {
        received: path,
      });
    }
    return {
      blas: undefined,
      reason: 'The optional package koffi is not installed, so no system BLAS can be called.',
    };
  }
  const failures: string[] = [];
  for (const candidate of path === undefined ? (candidates[process.platform] ?? []) : [path]) {
    try {
      const blas = open(koffi, memory, candidate);
      check(blas, memory);
      return { blas, reason: `${candidate} answers.` };
    } catch (error) {
      failures.push(
        `${candidate}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      );
    }
  }
  if (path !== undefined) {
    throw new BackendError(
      'E_BACKEND_BLAS',
      `the library '${path}' does not work (${failures.join('; ')}).`,
      {
        received: path,
        expected: 'a shared library with cblas_sgemm',
      },
    );
  }
  return {
    blas: undefined,
    reason: 'No system BLAS (OpenBLAS, BLIS, MKL or Accelerate) was found; WebAssembly multiplies.',
  };
}

function open(koffi: Koffi, memory: WasmMemory, path: string): Blas {
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

/** All four transpose cases of a 3 x 2 x 4 product, with accumulation, against plain JavaScript. */
function check({ sgemm, setThreads }: Blas, memory: WasmMemory): void {
  setThreads(1);
  const [m, n, k] = [3, 2, 4];
  const address = memory.allocate(4 * (m * k + k * n + m * n));
  try {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const [a, b, c] = [address / 4, address / 4 + m * k, address / 4 + m * k + k * n];
        const values = memory.f32;
        for (let i = 0; i < m * k + k * n; i++) values[a + i] = (i % 5) - 2;
        values.fill(1, c, c + m * n);
        sgemm(
          transposeA,
          transposeB,
          m,
          n,
          k,
          a * 4,
          transposeA ? m : k,
          b * 4,
          transposeB ? k : n,
          1,
          c * 4,
          n,
        );
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 1;
            for (let l = 0; l < k; l++) {
              const left = values[a + (transposeA ? l * m + i : i * k + l)] ?? NaN;
              const right = values[b + (transposeB ? j * k + l : l * n + j)] ?? NaN;
              sum += left * right;
            }
            if (values[c + i * n + j] !== sum) throw new Error('cblas_sgemm gives wrong products');
          }
        }
      }
    }
  } finally {
    memory.release(address);
  }
}
