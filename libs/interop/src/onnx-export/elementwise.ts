import type { OnnxConverter, OnnxNodeContext } from './onnx-node-context.ts';

const unary =
  (opType: string): OnnxConverter =>
  ({ op, inputs }) =>
    op(opType, inputs);

const scalar = ({ constant }: OnnxNodeContext, value: number): string => constant([], Float32Array.of(value));

/** Activations, and layers that do nothing in inference, by plugin id. Channels are axis 1. */
export const elementwiseConverters: Readonly<Record<string, OnnxConverter>> = {
  'convlab/linear': unary('Identity'),
  'convlab/relu': unary('Relu'),
  'convlab/sigmoid': unary('Sigmoid'),
  'convlab/tanh': unary('Tanh'),
  'convlab/relu6': (context) =>
    context.op('Clip', [...context.inputs, scalar(context, 0), scalar(context, 6)]),
  'convlab/leaky-relu': ({ op, inputs, config }) =>
    op('LeakyRelu', inputs, { alpha: { float: Number(config['negativeSlope']) } }),
  'convlab/elu': ({ op, inputs, config }) => op('Elu', inputs, { alpha: { float: Number(config['alpha']) } }),
  'convlab/prelu': (context) => context.op('PRelu', [...context.inputs, context.perChannel('slope') ?? '']),
  'convlab/silu': ({ op, inputs: [x = ''] }) => op('Mul', [x, op('Sigmoid', [x])]),
  'convlab/softmax': ({ op, inputs }) => op('Softmax', inputs, { axis: { int: 1 } }),
  'convlab/scaled-tanh': (context) => {
    const { op, inputs } = context;
    const squashed = op('Tanh', [op('Mul', [...inputs, scalar(context, 2 / 3)])]);
    return op('Mul', [squashed, scalar(context, 1.7159)]);
  },
  'convlab/gelu': (context) => (context.config['approximate'] === 'none' ? gelu(context) : tanhGelu(context)),

  'convlab/dropout': unary('Identity'),
  'convlab/spatial-dropout': unary('Identity'),
  'convlab/drop-path': unary('Identity'),
  'convlab/gaussian-noise': unary('Identity'),
};

/* x/2 · (1 + erf(x / sqrt(2))) */
function gelu(context: OnnxNodeContext): string {
  const {
    op,
    inputs: [x = ''],
  } = context;
  const error = op('Erf', [op('Mul', [x, scalar(context, Math.SQRT1_2)])]);
  return op('Mul', [op('Mul', [x, scalar(context, 0.5)]), op('Add', [error, scalar(context, 1)])]);
}

/* x/2 · (1 + tanh(sqrt(2/π) · (x + 0.044715 x³))) */
function tanhGelu(context: OnnxNodeContext): string {
  const {
    op,
    inputs: [x = ''],
  } = context;
  const cube = op('Mul', [op('Mul', [x, x]), x]);
  const inner = op('Add', [x, op('Mul', [cube, scalar(context, 0.044715)])]);
  const squashed = op('Tanh', [op('Mul', [inner, scalar(context, Math.sqrt(2 / Math.PI))])]);
  return op('Mul', [op('Mul', [x, scalar(context, 0.5)]), op('Add', [squashed, scalar(context, 1)])]);
}
