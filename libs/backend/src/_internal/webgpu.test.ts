import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { probeWebgpu, provideWebgpu, type GpuPackages } from './webgpu.ts';

/** The packages as they answer on a machine with the given adapter; the backend registers itself only where `navigator.gpu` is. */
function installed(adapter: object | null): GpuPackages {
  return {
    webgpu: () =>
      Promise.resolve({
        create: () => ({ requestAdapter: () => Promise.resolve(adapter) }),
        globals: { GPUBufferUsageForTest: 1 },
      }),
    backend: () => {
      if ((globalThis.navigator as { gpu?: object } | undefined)?.gpu !== undefined)
        tf.registerBackend('webgpu', () => new tf.KernelBackend());
      return Promise.resolve({});
    },
  };
}

const real = { info: { vendor: 'acme', architecture: 'gpu-1' } };
const software = { info: { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true } };
const failing = (error: Error) => () => Promise.reject(error);
const missing = () => failing(Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' }));

const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
afterEach(() => {
  if (tf.findBackendFactory('webgpu') !== null) tf.removeBackend('webgpu');
  Reflect.deleteProperty(globalThis, 'GPUBufferUsageForTest');
  if (globalThis.navigator !== undefined) Reflect.deleteProperty(globalThis.navigator, 'gpu');
  if (before === undefined) Reflect.deleteProperty(globalThis, 'navigator');
});

describe('in Node', () => {
  it('says that the package is not installed', async () => {
    expect(await probeWebgpu({ ...installed(real), webgpu: missing() })).toEqual({
      isReal: false,
      reason: 'The optional package webgpu, which gives Node a GPU, is not installed.',
    });
  });

  // Outside of Vitest, which resolves modules by itself.
  it('finds out that it is not installed here', () => {
    const program = `
      import { probeWebgpu } from './webgpu.ts';
      const { reason } = await probeWebgpu();
      process.stdout.write(reason);
    `;
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    expect(output).toBe('The optional package webgpu, which gives Node a GPU, is not installed.');
  });

  it.each([
    ['no adapter', null, 'There is no GPU adapter.'],
    ['a software adapter', software, 'The only GPU adapter is a software one.'],
  ])('refuses %s and leaves the global scope alone', async (_, adapter, reason) => {
    expect(await probeWebgpu(installed(adapter))).toEqual({ isReal: false, reason });
    expect(tf.findBackendFactory('webgpu')).toBeNull();
    expect(globalThis).not.toHaveProperty('GPUBufferUsageForTest');
    expect(globalThis.navigator ?? {}).not.toHaveProperty('gpu');
  });

  it('takes a real adapter and lets the backend register', async () => {
    expect(await probeWebgpu(installed(real))).toEqual({ isReal: true, reason: 'acme gpu-1' });
    expect(tf.findBackendFactory('webgpu')).not.toBeNull();
    expect(globalThis).toHaveProperty('GPUBufferUsageForTest');
  });

  it('says so when the backend is missing', async () => {
    const { isReal, reason } = await probeWebgpu({ ...installed(real), backend: missing() });
    expect(isReal).toBe(false);
    expect(reason).toMatch(/tfjs-backend-webgpu is not installed/);
  });

  it('survives a package that does not start', async () => {
    const broken = failing(new Error('libvulkan.so.1: cannot open'));
    expect(await probeWebgpu({ ...installed(real), webgpu: broken })).toEqual({
      isReal: false,
      reason: 'The package webgpu does not start: libvulkan.so.1: cannot open',
    });
  });

  it('provides a software adapter when it is asked for by name', async () => {
    expect(await provideWebgpu(installed(null))).toBe('There is no GPU adapter.');
    expect(tf.findBackendFactory('webgpu')).toBeNull();
    expect(await provideWebgpu(installed(software))).toBeUndefined();
    expect(tf.findBackendFactory('webgpu')).not.toBeNull();
  });
});
