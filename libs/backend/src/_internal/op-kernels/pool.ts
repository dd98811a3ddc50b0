import type { Tensor } from '@tensorflow/tfjs';
import { runNative } from '../ops/native.ts';
import { input, type OpKernel } from './table.ts';

/** Attributes of the pooling kernels, in the order of the native functions. */
export interface PoolAttrs {
  inShape: number[];
  outShape: number[];
  /** Images, height, width, channels, output height and width, window, strides, leading padding. */
  geometry: number[];
  /** Divisor of the average: 0 counts cells of the image, 1 also padding. */
  includePad: 0 | 1;
  /** Where the padded image ends. */
  limits: [number, number];
}

/** Pooling kernels with any padding and ceil mode. */
export const poolOpKernels: OpKernel[] = [
  {
    name: 'ConvlabMaxPool',
    run: (runtime, args) => {
      const { outShape, geometry } = args.attrs as unknown as PoolAttrs;
      const x = runtime.backend.addressOf(input(args, 'x'));
      const y = runtime.backend.makeResident(outShape);
      runtime.wasm.pool(0, ...geometry, 0, 0, 0, x, runtime.backend.addressOf(y));
      return y;
    },
    gradient: {
      inputsToSave: ['x'],
      of: ([dy], [x], attrs) => ({
        x: () => runNative('ConvlabMaxPoolGradient', { dy: dy as Tensor, x: x as Tensor }, attrs),
      }),
    },
  },
  {
    name: 'ConvlabMaxPoolGradient',
    run: (runtime, args) => {
      const { inShape, geometry } = args.attrs as unknown as PoolAttrs;
      const x = runtime.backend.addressOf(input(args, 'x'));
      const dy = runtime.backend.addressOf(input(args, 'dy'));
      const dx = runtime.backend.makeResident(inShape);
      runtime.wasm.maxPoolGradient(...geometry, x, dy, runtime.backend.addressOf(dx));
      return dx;
    },
  },
  {
    name: 'ConvlabAvgPool',
    run: (runtime, args) => {
      const { outShape, geometry, includePad, limits } = args.attrs as unknown as PoolAttrs;
      const x = runtime.backend.addressOf(input(args, 'x'));
      const y = runtime.backend.makeResident(outShape);
      runtime.wasm.pool(1, ...geometry, includePad, ...limits, x, runtime.backend.addressOf(y));
      return y;
    },
    gradient: {
      of: ([dy], _saved, attrs) => ({
        x: () => runNative('ConvlabAvgPoolGradient', { dy: dy as Tensor }, attrs),
      }),
    },
  },
  {
    name: 'ConvlabAvgPoolGradient',
    run: (runtime, args) => {
      const { inShape, geometry, includePad, limits } = args.attrs as unknown as PoolAttrs;
      const dy = runtime.backend.addressOf(input(args, 'dy'));
      const dx = runtime.backend.makeResident(inShape);
      runtime.wasm.avgPoolGradient(...geometry, includePad, ...limits, dy, runtime.backend.addressOf(dx));
      return dx;
    },
    gradient: {
      of: ([g], _saved, attrs) => ({ dy: () => runNative('ConvlabAvgPool', { x: g as Tensor }, attrs) }),
    },
  },
];
