import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import { convFilterGradient, convForward, convInputGradient } from '../parallel-conv.ts';
import type { ConvShape } from '../conv-shape.ts';
import { epilogueCode } from '../codes.ts';
import { depthwiseForward, depthwiseFilterGradient, depthwiseInputGradient } from '../depthwise.ts';
import type { FusedActivation } from '../ops/activation.ts';
import { runNative, runNativeAll } from '../ops/native.ts';
import type { Runtime } from '../runtime.ts';
import { input, type OpKernel } from './table.ts';

interface ConvAttrs {
  shape: ConvShape;
  activation: FusedActivation;
}

type Step = (runtime: Runtime, shape: ConvShape, first: number, second: number, out: number) => void;

function outShape(shape: ConvShape): number[] {
  return [shape.batch, shape.outHeight, shape.outWidth, shape.outChannels];
}

function inShape(shape: ConvShape): number[] {
  return [shape.batch, shape.inHeight, shape.inWidth, shape.inChannels];
}

function filterShape(shape: ConvShape): number[] {
  return [shape.kernelHeight, shape.kernelWidth, shape.inChannels / shape.groups, shape.outChannels];
}

/** tfjs keeps depthwise filters as [kH, kW, C, M]; in memory that is [kH, kW, 1, C · M]. */
function depthwiseFilterShape(shape: ConvShape): number[] {
  return [shape.kernelHeight, shape.kernelWidth, shape.inChannels, shape.outChannels / shape.inChannels];
}

function kernel(
  name: string,
  inputs: [string, string],
  result: (shape: ConvShape) => number[],
  step: Step,
  gradient?: OpKernel['gradient'],
): OpKernel {
  return {
    name,
    ...(gradient ? { gradient } : {}),
    run: (runtime, args) => {
      const { shape } = args.attrs as unknown as ConvAttrs;
      const first = runtime.backend.addressOf(input(args, inputs[0]));
      const second = runtime.backend.addressOf(input(args, inputs[1]));
      const out = runtime.backend.makeResident(result(shape));
      step(runtime, shape, first, second, runtime.backend.addressOf(out));
      return out;
    },
  };
}

function runForward(
  runtime: Runtime,
  { shape, activation }: ConvAttrs,
  x: TensorInfo,
  filter: TensorInfo,
  bias?: TensorInfo,
): TensorInfo {
  const { backend } = runtime;
  const addresses = [x, filter].map((info) => backend.addressOf(info)) as [number, number];
  const biasAddress = bias ? backend.addressOf(bias) : 0;
  const y = backend.makeResident(outShape(shape));
  convForward(runtime, shape, ...addresses, backend.addressOf(y), biasAddress, epilogueCode[activation]);
  return y;
}

function gradientOfConv(names: { input: string; filter: string }): NonNullable<OpKernel['gradient']>['of'] {
  return ([dy], [x, filter], attrs) => ({
    x: () => runNative(names.input, { dy: dy as Tensor, filter: filter as Tensor }, attrs),
    filter: () => runNative(names.filter, { x: x as Tensor, dy: dy as Tensor }, attrs),
  });
}

const conv = { input: 'ConvlabConv2DInputGradient', filter: 'ConvlabConv2DFilterGradient' };
const depthwise = { input: 'ConvlabDepthwiseInputGradient', filter: 'ConvlabDepthwiseFilterGradient' };

/** Convolution kernels with dilation, groups, explicit padding, bias and activation. */
export const convOpKernels: OpKernel[] = [
  {
    name: 'ConvlabConv2D',
    run: (runtime, args) =>
      runForward(runtime, args.attrs as unknown as ConvAttrs, input(args, 'x'), input(args, 'filter')),
    gradient: { inputsToSave: ['x', 'filter'], of: gradientOfConv(conv) },
  },
  {
    name: 'ConvlabConv2DBias',
    run: (runtime, args) =>
      runForward(
        runtime,
        args.attrs as unknown as ConvAttrs,
        input(args, 'x'),
        input(args, 'filter'),
        input(args, 'bias'),
      ),
    gradient: {
      inputsToSave: ['x', 'filter'],
      outputsToSave: [true],
      of: ([dy], [x, filter, y], attrs) => {
        const [dx, dbias] = runNativeAll(
          'ConvlabBiasActivationGradient',
          { dy: dy as Tensor, y: y as Tensor },
          attrs,
        );
        return {
          ...gradientOfConv(conv)([dx as Tensor], [x as Tensor, filter as Tensor], attrs),
          bias: () => dbias as Tensor,
        };
      },
    },
  },
  kernel(conv.input, ['dy', 'filter'], inShape, convInputGradient, {
    inputsToSave: ['dy', 'filter'],
    of: ([g], [dy, filter], attrs) => ({
      dy: () =>
        runNative(
          'ConvlabConv2D',
          { x: g as Tensor, filter: filter as Tensor },
          { ...attrs, activation: 'linear' },
        ),
      filter: () => runNative(conv.filter, { x: g as Tensor, dy: dy as Tensor }, attrs),
    }),
  }),
  kernel(conv.filter, ['x', 'dy'], filterShape, convFilterGradient, {
    inputsToSave: ['x', 'dy'],
    of: ([g], [x, dy], attrs) => ({
      x: () => runNative(conv.input, { dy: dy as Tensor, filter: g as Tensor }, attrs),
      dy: () =>
        runNative(
          'ConvlabConv2D',
          { x: x as Tensor, filter: g as Tensor },
          { ...attrs, activation: 'linear' },
        ),
    }),
  }),
  kernel('ConvlabDepthwise', ['x', 'filter'], outShape, depthwiseForward, {
    inputsToSave: ['x', 'filter'],
    of: gradientOfConv(depthwise),
  }),
  kernel(depthwise.input, ['dy', 'filter'], inShape, depthwiseInputGradient),
  kernel(depthwise.filter, ['x', 'dy'], depthwiseFilterShape, depthwiseFilterGradient),
];
