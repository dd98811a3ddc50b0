import * as tf from '@tensorflow/tfjs';
import { BACKEND_NAME } from './backend-name.ts';
import type { ConvlabBackend } from './convlab-backend.ts';
import { binaryKernels } from './kernels/binary.ts';
import { convKernels } from './kernels/conv2d.ts';
import { gatherKernels } from './kernels/gather.ts';
import { matMulKernels } from './kernels/mat-mul.ts';
import { poolKernels } from './kernels/pool.ts';
import { reduceKernels } from './kernels/reduce.ts';
import { shapeKernels } from './kernels/shape.ts';
import { unaryKernels } from './kernels/unary.ts';
import type { KernelFunction, KernelTable, Runtime } from './runtime.ts';

/** All native kernels. */
export const nativeKernels: KernelTable = {
  ...unaryKernels,
  ...binaryKernels,
  ...reduceKernels,
  ...shapeKernels,
  ...gatherKernels,
  ...matMulKernels,
  ...convKernels,
  ...poolKernels,
};

/** Registers every kernel of `cpu` for this backend, with the native ones in front of theirs. */
export function registerKernels(runtime: Runtime): void {
  for (const config of tf.getKernelsForBackend('cpu')) {
    const stock = config.kernelFunc as unknown as KernelFunction;
    const native = nativeKernels[config.kernelName];
    const run: KernelFunction = native ? (args) => native(runtime, args) ?? stock(args) : stock;
    tf.registerKernel({ ...config, backendName: BACKEND_NAME, kernelFunc: run as unknown as tf.KernelFunc });
  }
}

/** Registers the backend object itself. */
export function registerBackend(backend: ConvlabBackend): void {
  tf.registerBackend(BACKEND_NAME, () => backend, 0);
}
