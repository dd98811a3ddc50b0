import * as tf from '@tensorflow/tfjs';
import { input, type OpKernel } from './table.ts';

/** Softmax cross-entropy; the second output is the gradient of each example's loss, made on the way. */
export const lossOpKernels: OpKernel[] = [
  {
    name: 'ConvlabSoftmaxCrossEntropy',
    run: (runtime, args) => {
      const { backend, wasm } = runtime;
      const { labelSmoothing } = args.attrs as { labelSmoothing: number };
      const logits = input(args, 'logits');
      const [rows, classes] = logits.shape as [number, number];
      const from = backend.addressOf(logits);
      const labels = backend.addressOf(input(args, 'labels'));
      const weights = args.inputs['weights'] ? backend.addressOf(args.inputs['weights']) : 0;
      const loss = backend.makeResident([rows]);
      const gradient = backend.makeResident([rows, classes]);
      wasm.softmaxCrossEntropy(
        from,
        labels,
        weights,
        backend.addressOf(loss),
        backend.addressOf(gradient),
        rows,
        classes,
        labelSmoothing,
      );
      return [loss, gradient];
    },
    gradient: {
      outputsToSave: [false, true],
      of: ([dy], [gradient]) => ({
        logits: () => tf.mul(tf.expandDims(dy as tf.Tensor1D, 1), gradient as tf.Tensor2D),
      }),
    },
  },
];
