import { expect, it } from 'vitest';
import { useConvlabBackend } from '../use-convlab-backend/use-convlab-backend.ts';

it('multiplies on WebAssembly when asked to', async () => {
  expect(await useConvlabBackend({ gemm: 'wasm' })).toMatchObject({ gemm: 'wasm', notes: [] });
});

it('takes BLAS or says why not', async () => {
  const info = await useConvlabBackend({ gemm: 'blas' });
  if (info.gemm === 'blas') expect(info.blasPath).toMatch(/blas|blis|mkl|Accelerate/i);
  else expect(info.notes).toHaveLength(1);
});

it('falls back without a word when BLAS was not insisted on', async () => {
  expect((await useConvlabBackend({ gemm: 'auto' })).notes).toEqual([]);
});

it('refuses a library that is not there', async () => {
  await expect(useConvlabBackend({ blasPath: '/nowhere/libnothing.so' })).rejects.toThrow(/E_BACKEND_BLAS/);
});

it('refuses a library without cblas_sgemm', async () => {
  await expect(
    useConvlabBackend({ blasPath: process.platform === 'linux' ? 'libc.so.6' : '/nowhere' }),
  ).rejects.toThrow(/E_BACKEND_BLAS/);
});
