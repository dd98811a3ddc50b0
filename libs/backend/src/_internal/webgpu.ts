import * as tf from '@tensorflow/tfjs';

/** Whether a GPU can be used, and why (not). */
export interface WebgpuProbe {
  isReal: boolean;
  reason: string;
}

interface GpuAdapter {
  isFallbackAdapter?: boolean;
  info?: { vendor?: string; architecture?: string; description?: string; isFallbackAdapter?: boolean };
}

interface Gpu {
  requestAdapter(): Promise<GpuAdapter | null>;
}

/** Loads the packages that give Node a GPU; both are optional. */
export interface GpuPackages {
  /** Dawn, the WebGPU of Chromium, as a module of Node. */
  webgpu(): Promise<{ create(flags: string[]): Gpu; globals: object }>;
  backend(): Promise<unknown>;
}

const NO_ADAPTER = 'There is no GPU adapter.';

const packages: GpuPackages = {
  webgpu: () => load('webgpu') as ReturnType<GpuPackages['webgpu']>,
  backend: () => load('@tensorflow/tfjs-backend-webgpu'),
};

/**
 * Looks for a hardware adapter for the backend `webgpu`, and gives Node what the backend needs when there is one. A software adapter does
 * not count: the CPU's own kernels are faster.
 */
export async function probeWebgpu(optional: GpuPackages = packages): Promise<WebgpuProbe> {
  if (isNode()) return probeNode(optional);
  if (!isRegistered()) return refusal('@tensorflow/tfjs-backend-webgpu is not imported.');
  const gpu = currentGpu();
  return gpu ? judge(gpu) : refusal('This browser has no WebGPU here (navigator.gpu is missing).');
}

/**
 * Gives Node a GPU for the backend `webgpu`, be it a software one; elsewhere browsers and the program have done so.
 *
 * @returns why that cannot be, or undefined when it was done
 */
export async function provideWebgpu(optional: GpuPackages = packages): Promise<string | undefined> {
  if (!isNode() || isRegistered()) return undefined;
  const dawn = await loadDawn(optional);
  if (typeof dawn === 'string') return dawn;
  if ((await dawn.gpu.requestAdapter()) === null) return NO_ADAPTER;
  return register(dawn.gpu, dawn.globals, optional);
}

async function probeNode(optional: GpuPackages): Promise<WebgpuProbe> {
  const own = currentGpu();
  const dawn = own ? { gpu: own, globals: {} } : await loadDawn(optional);
  if (typeof dawn === 'string') return refusal(dawn);
  const verdict = await judge(dawn.gpu);
  if (!verdict.isReal || isRegistered()) return verdict;
  const failure = await register(dawn.gpu, dawn.globals, optional);
  return failure === undefined ? verdict : refusal(failure);
}

async function loadDawn(optional: GpuPackages): Promise<{ gpu: Gpu; globals: object } | string> {
  try {
    const { create, globals } = await optional.webgpu();
    return { gpu: create([]), globals };
  } catch (error) {
    return isMissing(error)
      ? 'The optional package webgpu, which gives Node a GPU, is not installed.'
      : `The package webgpu does not start: ${messageOf(error)}`;
  }
}

/* The backend registers itself when it is imported where `navigator.gpu` answers, and reads WebGPU's constants from the global scope. */
async function register(gpu: Gpu, globals: object, optional: GpuPackages): Promise<string | undefined> {
  Object.assign(globalThis, globals);
  const place = globalThis.navigator as object | undefined;
  if (place) Object.defineProperty(place, 'gpu', { value: gpu, configurable: true });
  else Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  try {
    await optional.backend();
  } catch (error) {
    return isMissing(error)
      ? 'The optional package @tensorflow/tfjs-backend-webgpu is not installed.'
      : `The backend webgpu does not start: ${messageOf(error)}`;
  }
  return undefined;
}

async function judge(gpu: Gpu): Promise<WebgpuProbe> {
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return refusal(NO_ADAPTER);
    if (adapter.isFallbackAdapter === true || adapter.info?.isFallbackAdapter === true)
      return refusal('The only GPU adapter is a software one.');
    const name = [adapter.info?.vendor, adapter.info?.architecture, adapter.info?.description]
      .filter(Boolean)
      .join(' ');
    return { isReal: true, reason: name.length > 0 ? name : 'unnamed adapter' };
  } catch (error) {
    return refusal(`The GPU adapter failed: ${messageOf(error)}`);
  }
}

/* By a variable, so that bundlers leave what is optional alone. */
function load(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}

function isNode(): boolean {
  return typeof process === 'object' && process.versions?.node !== undefined && typeof window === 'undefined';
}

function isRegistered(): boolean {
  return Object.hasOwn(tf.engine().registryFactory, 'webgpu');
}

function currentGpu(): Gpu | undefined {
  return (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
}

function refusal(reason: string): WebgpuProbe {
  return { isReal: false, reason };
}

function isMissing(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
