import { BackendError } from '../backend-error/backend-error.ts';
import { openBlas, type Blas, type Koffi } from './blas-library.ts';
import type { WasmMemory } from './wasm-memory.ts';

/** What was found, or why nothing was. */
export interface BlasProbe {
  blas: Blas | undefined;
  /** One sentence. */
  reason: string;
}

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
      const blas = openBlas(koffi, memory, candidate);
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
