import type { Tensor } from '@tensorflow/tfjs';
import { runNative } from '../ops/native.ts';
import { sizeOf, withScratch, type KernelArgs, type Runtime } from '../runtime.ts';
import { parallel } from '../threads/parallel.ts';
import { input, type OpKernel } from './table.ts';

/**
 * One step from a position of the new image to where its value comes from, in pixels from the image's centre, x to the right
 * and y down: [a, b, c, d, e, f] for x' = a x + b y + c, y' = d x + e y + f; or a lens, p' = p (1 + lens r²), r = 1 at corners.
 */
export type ResampleStep =
  { readonly affine: readonly [number, number, number, number, number, number] } | { readonly lens: number };

/** What stands outside an image: its nearest edge, its mirror image (edge pixels repeated), or one value. */
export type ResampleFill = 'edge' | 'reflect' | { readonly value: number };

/** Attributes of the resampling kernels. */
export interface ResampleAttrs {
  /** [N, H, W, C] */
  shape: number[];
  /** Per image. */
  steps: readonly (readonly ResampleStep[])[];
  fill: ResampleFill;
}

/** Doubles of a step in assembly/resample.ts: its kind and up to six parameters. */
const STEP_LENGTH = 7;

/** The steps of each image as assembly/resample.ts reads them, all of one length. */
function encode(steps: ResampleAttrs['steps'], length: number): Float64Array {
  const programs = new Float64Array(steps.length * length);
  steps.forEach((program, n) => {
    programs[n * length] = program.length;
    program.forEach((step, s) => {
      const values = 'affine' in step ? [0, ...step.affine] : [1, step.lens];
      programs.set(values, n * length + 1 + s * STEP_LENGTH);
    });
  });
  return programs;
}

/** Resamples x to y, or spreads y's gradient over x; images are shared among the threads. */
function runResample(runtime: Runtime, attrs: ResampleAttrs, gradient: 0 | 1, x: number, y: number): void {
  const [images = 0, height = 0, width = 0, channels = 0] = attrs.shape;
  const { fill, steps } = attrs;
  const length = 1 + STEP_LENGTH * Math.max(...steps.map((program) => program.length));
  const programBytes = length * Float64Array.BYTES_PER_ELEMENT;
  const imageBytes = height * width * channels * Float32Array.BYTES_PER_ELEMENT;
  const workBytes = 24 * (width + 1) + Float32Array.BYTES_PER_ELEMENT * channels;
  const fillCode = fill === 'edge' ? 0 : fill === 'reflect' ? 1 : 2;
  const value = typeof fill === 'object' ? fill.value : 0;
  withScratch(runtime, programBytes * images, (programs) => {
    new Float64Array(runtime.memory.buffer, programs, length * images).set(encode(steps, length));
    parallel(runtime, images, sizeOf(attrs.shape) * 4, (part, from, to) =>
      withScratch(part, workBytes, (work) =>
        part.wasm.resample(
          gradient,
          to - from,
          height,
          width,
          channels,
          x + from * imageBytes,
          y + from * imageBytes,
          programs + from * programBytes,
          programBytes,
          fillCode,
          value,
          work,
        ),
      ),
    );
  });
}

const attrsOf = (args: KernelArgs): ResampleAttrs => args.attrs as unknown as ResampleAttrs;

/** Resampling of images and its transpose. */
export const resampleOpKernels: OpKernel[] = [
  {
    name: 'ConvlabResample',
    run: (runtime, args) => {
      const attrs = attrsOf(args);
      const x = runtime.backend.addressOf(input(args, 'x'));
      const y = runtime.backend.makeResident(attrs.shape);
      runResample(runtime, attrs, 0, x, runtime.backend.addressOf(y));
      return y;
    },
    gradient: {
      of: ([dy], _saved, attrs) => ({
        x: () => runNative('ConvlabResampleGradient', { dy: dy as Tensor }, attrs),
      }),
    },
  },
  {
    name: 'ConvlabResampleGradient',
    run: (runtime, args) => {
      const attrs = attrsOf(args);
      const dy = runtime.backend.addressOf(input(args, 'dy'));
      const dx = runtime.backend.makeResident(attrs.shape);
      runResample(runtime, attrs, 1, runtime.backend.addressOf(dx), dy);
      return dx;
    },
    gradient: {
      // Linear but for the value outside, which no derivative sees.
      of: ([g], _saved, attrs) => ({
        dy: () => runNative('ConvlabResample', { x: g as Tensor }, { ...attrs, fill: linearFill(attrs) }),
      }),
    },
  },
];

function linearFill({ fill }: Record<string, unknown>): ResampleFill {
  return typeof fill === 'object' ? { value: 0 } : (fill as ResampleFill);
}
