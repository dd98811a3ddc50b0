import { plainBinary, relaxedBinary } from './wasm-binary.ts';

type Kernel = (...args: number[]) => void;

/**
 * The functions exported by assembly/index.ts; addresses, sizes and codes are all numbers. threads/split-kernels.ts knows the
 * order of their arguments too.
 */
export interface WasmKernels {
  packPanels: Kernel;
  gemmPacked: Kernel;
  convRows: Kernel;
  padImage: Kernel;
  convPadded: Kernel;
  convFilterGradient: Kernel;
  im2col: Kernel;
  col2im: Kernel;
  unary: Kernel;
  binary: Kernel;
  fill: Kernel;
  copyNd: Kernel;
  transpose2d: Kernel;
  reduce: Kernel;
  pool: Kernel;
  maxPoolGradient: Kernel;
  avgPoolGradient: Kernel;
  depthwise: Kernel;
  depthwiseFilterGradient: Kernel;
  columnMoments: Kernel;
  combineMoments: Kernel;
  columnNormalize: Kernel;
  columnGradientSums: Kernel;
  columnGradient: Kernel;
  biasActivation: Kernel;
  biasActivationGradient: Kernel;
  softmaxCrossEntropy: Kernel;
  momentumStep: Kernel;
  adamStep: Kernel;
  randomWords: Kernel;
  wordsToUniform: Kernel;
  wordsToMask: Kernel;
  resample: Kernel;
  winogradInput: Kernel;
  winogradSpread: Kernel;
  winogradOutput: Kernel;
  winogradFilter: Kernel;
  winogradFilterGradient: Kernel;
}

/** Which SIMD the engine runs. */
export type SimdLevel = 'simd' | 'relaxed-simd';

/** A compiled module, and the SIMD level it was compiled for. */
export interface CompiledModule {
  module: WebAssembly.Module;
  simd: SimdLevel;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Node 20 knows relaxed SIMD but hides it behind a flag, which may be set at run time. */
async function enableRelaxedSimd(): Promise<void> {
  if (typeof process === 'undefined' || !process.versions?.node || !process.versions.v8) return;
  if (Number.parseInt(process.versions.node, 10) >= 22) return;
  try {
    const v8 = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:v8');
    v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  } catch {
    // Not a real Node (a bundler's stand-in): the plain build is used.
  }
}

/** `env.memory` in the import section, up to the flags of its limits. */
const MEMORY_IMPORT = '\u0003env\u0006memory\u0002';
const SHARED_WITH_MAXIMUM = 3;

/**
 * The same module for a shared memory: the kernels use no atomic instructions, so the two differ in one flag of the memory
 * they import.
 */
export function forSharedMemory(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const shared = binary.slice();
  const text = String.fromCharCode(...binary.subarray(0, 4096));
  const at = text.indexOf(MEMORY_IMPORT);
  if (at < 0) throw new Error('the kernels import no memory');
  shared[at + MEMORY_IMPORT.length] = SHARED_WITH_MAXIMUM;
  return shared;
}

/** The best build the engine accepts, for a shared memory or a plain one. */
export async function compileKernels(isShared: boolean): Promise<CompiledModule> {
  await enableRelaxedSimd();
  const bytes = (base64: string): Uint8Array<ArrayBuffer> =>
    isShared ? forSharedMemory(decode(base64)) : decode(base64);
  const relaxed = bytes(relaxedBinary);
  if (WebAssembly.validate(relaxed))
    return { module: await WebAssembly.compile(relaxed), simd: 'relaxed-simd' };
  return { module: await WebAssembly.compile(bytes(plainBinary)), simd: 'simd' };
}

/** The kernels over one memory. */
export async function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Promise<WasmKernels> {
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  return instance.exports as unknown as WasmKernels;
}
