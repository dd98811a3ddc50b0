import { useConvlabBackend } from '@convlab/backend';

/** What computes in this process, and why. */
export interface SelectedBackend {
  readonly name: string;
  readonly reason: string;
}

/**
 * Selects the backend for training in this process: ConvLab's own, on one thread, so that runs beside each other do not
 * compete for cores and the same seed gives the same bits.
 *
 * @throws {BackendError} E_BACKEND_WASM when the engine has no WebAssembly SIMD
 */
export async function selectBackend(): Promise<SelectedBackend> {
  const { name, gemm, simd, threads, notes } = await useConvlabBackend({ threads: 1 });
  const facts = [
    `matrix products by ${gemm}`,
    `${simd} kernels`,
    `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  ];
  return { name, reason: [...facts, ...notes].join('; ') };
}
