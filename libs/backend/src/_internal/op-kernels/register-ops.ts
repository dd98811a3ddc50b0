import * as tf from '@tensorflow/tfjs';
import { BACKEND_NAME } from '../backend-name.ts';
import type { KernelArgs, Runtime } from '../runtime.ts';
import { biasActivationOpKernels } from './bias-activation.ts';
import { convOpKernels } from './conv.ts';
import { lossOpKernels } from './loss.ts';
import { normOpKernels } from './norm.ts';
import { optimizerOpKernels } from './optimizer.ts';
import { poolOpKernels } from './pool.ts';
import { randomOpKernels } from './random.ts';
import { resampleOpKernels } from './resample.ts';

const opKernels = [
  ...convOpKernels,
  ...poolOpKernels,
  ...normOpKernels,
  ...biasActivationOpKernels,
  ...lossOpKernels,
  ...optimizerOpKernels,
  ...randomOpKernels,
  ...resampleOpKernels,
];

/** Registers the kernels behind this package's own ops, with their gradients. */
export function registerOpKernels(runtime: Runtime): void {
  for (const { name, run, gradient } of opKernels) {
    const kernelFunc = (args: KernelArgs): tf.TensorInfo | tf.TensorInfo[] => run(runtime, args);
    tf.registerKernel({
      kernelName: name,
      backendName: BACKEND_NAME,
      kernelFunc: kernelFunc as unknown as tf.KernelFunc,
    });
    if (!gradient) continue;
    const { of, ...saves } = gradient;
    tf.registerGradient({
      kernelName: name,
      ...saves,
      gradFunc: (dy, saved, attrs) => of([dy].flat(), saved, attrs),
    });
  }
}
