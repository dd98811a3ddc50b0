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

/** Looks for a hardware adapter behind the registered `webgpu` backend; a software adapter does not count. */
export async function probeWebgpu(): Promise<WebgpuProbe> {
  if (!Object.hasOwn(tf.engine().registryFactory, 'webgpu')) {
    return { isReal: false, reason: '@tensorflow/tfjs-backend-webgpu is not imported.' };
  }
  const gpu = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
  if (!gpu) {
    return {
      isReal: false,
      reason: 'navigator.gpu is missing (Node needs the package webgpu to provide it).',
    };
  }
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return { isReal: false, reason: 'There is no GPU adapter.' };
    if (adapter.isFallbackAdapter === true || adapter.info?.isFallbackAdapter === true) {
      return { isReal: false, reason: 'The only GPU adapter is a software one.' };
    }
    const name = [adapter.info?.vendor, adapter.info?.architecture, adapter.info?.description]
      .filter(Boolean)
      .join(' ');
    return { isReal: true, reason: name.length > 0 ? name : 'unnamed adapter' };
  } catch (error) {
    return {
      isReal: false,
      reason: `The GPU adapter failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
