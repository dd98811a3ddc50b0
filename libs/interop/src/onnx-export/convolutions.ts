import type { LayerWindow, Shape } from '@convlab/core';
import type { OnnxAttribute } from '../onnx-model/onnx-model.ts';
import { torchShape, toTorch, type TorchLayout } from '../torch-layout/torch-layout.ts';
import { inexpressible, required, type OnnxConverter, type OnnxNodeContext } from './onnx-node-context.ts';

type Attributes = Record<string, OnnxAttribute>;

/** Operations that slide, by plugin id. */
export const convolutionConverters: Readonly<Record<string, OnnxConverter>> = {
  'convlab/conv': (context) =>
    convolve(context, context.inputs[0] ?? '', kernel(context, 'kernel', { kind: 'conv' }), {
      ...windowAttributes(context),
      group: { int: Number(context.config['groups']) },
    }),
  'convlab/depthwise-conv': (context) =>
    convolve(context, context.inputs[0] ?? '', kernel(context, 'kernel', { kind: 'depthwise' }), {
      ...windowAttributes(context),
      group: { int: channelsOf(context) },
    }),
  'convlab/separable-conv': (context) => {
    const middle = context.op(
      'Conv',
      [context.inputs[0] ?? '', kernel(context, 'depthwiseKernel', { kind: 'depthwise' })],
      { ...windowAttributes(context), group: { int: channelsOf(context) } },
    );
    return convolve(context, middle, kernel(context, 'pointwiseKernel', { kind: 'conv' }), {});
  },
  'convlab/partial-conv': (context) =>
    convolve(context, context.inputs[0] ?? '', partialKernel(context), windowAttributes(context)),
  'convlab/conv-transpose': (context) =>
    context.op(
      'ConvTranspose',
      [context.inputs[0] ?? '', kernel(context, 'kernel', { kind: 'conv' }), ...bias(context)],
      transposedAttributes(context),
    ),
  'convlab/max-pool': (context) => context.op('MaxPool', context.inputs, poolAttributes(context)),
  'convlab/average-pool': (context) => {
    const { overhang, ...attributes } = { ...poolAttributes(context), overhang: overhangs(context) };
    const countsPadding = context.config['countIncludePad'] === true;
    if (countsPadding && overhang) {
      throw inexpressible(
        context,
        'a window hangs over the edge while padding counts',
        'Set countIncludePad or ceilMode to false.',
      );
    }
    return context.op('AveragePool', context.inputs, {
      ...attributes,
      count_include_pad: { int: countsPadding ? 1 : 0 },
    });
  },
};

function channelsOf(context: OnnxNodeContext): number {
  return context.node.inputShapes[0]?.[2] ?? 1;
}

function kernel(context: OnnxNodeContext, name: string, layout: TorchLayout): string {
  const { shape, values } = required(context, name);
  return context.constant(torchShape(shape, layout), toTorch(values, shape, layout));
}

function bias(context: OnnxNodeContext): readonly string[] {
  const found = context.value('bias');
  return found === undefined ? [] : [context.constant(found.shape, found.values)];
}

function convolve(context: OnnxNodeContext, input: string, weight: string, attributes: Attributes): string {
  return context.op('Conv', [input, weight, ...bias(context)], attributes);
}

function windowOf({ node }: OnnxNodeContext): LayerWindow {
  return node.layer.window?.(node.inputShapes) as LayerWindow;
}

function windowAttributes(context: OnnxNodeContext): Attributes {
  const { kernel: size, strides, dilation } = windowOf(context);
  return {
    kernel_shape: { ints: size },
    strides: { ints: strides },
    dilations: { ints: dilation },
    pads: { ints: pads(context) },
  };
}

function poolAttributes(context: OnnxNodeContext): Attributes {
  const { dilations: _, ...attributes } = windowAttributes(context);
  return attributes;
}

/* Zeros after the image are as many as the last window reaches, so that rounding up need not be said. */
function pads(context: OnnxNodeContext): readonly number[] {
  const axes = [0, 1].map((axis) => reachOf(context, axis as 0 | 1));
  return [...axes.map(({ before }) => before), ...axes.map(({ before: _, after }) => Math.max(0, after))];
}

function overhangs(context: OnnxNodeContext): boolean {
  const { padding } = windowOf(context);
  return ([0, 1] as const).some((axis) => reachOf(context, axis).after > padding[axis][1]);
}

function reachOf(context: OnnxNodeContext, axis: 0 | 1): { readonly before: number; readonly after: number } {
  const { kernel: size, strides, dilation, padding } = windowOf(context);
  const input = context.node.inputShapes[0]?.[axis] ?? 1;
  const positions = context.node.outputShape[axis] ?? 1;
  const before = padding[axis][0];
  const extent = dilation[axis] * (size[axis] - 1) + 1;
  return { before, after: (positions - 1) * strides[axis] + extent - input - before };
}

function pairOf(value: unknown): readonly [number, number] {
  return Array.isArray(value) ? (value as [number, number]) : [Number(value), Number(value)];
}

function transposedAttributes({ config, node }: OnnxNodeContext): Attributes {
  const [size, strides, dilation, extra] = ['kernelSize', 'strides', 'dilationRate', 'outputPadding'].map(
    (key) => pairOf(config[key] ?? (key === 'outputPadding' ? 0 : 1)),
  ) as [Pair, Pair, Pair, Pair];
  const along = (axis: 0 | 1): Pair => {
    const input = node.inputShapes[0]?.[axis] ?? 1;
    const whole = (input - 1) * strides[axis] + dilation[axis] * (size[axis] - 1) + 1 + extra[axis];
    const cut = whole - (node.outputShape[axis] ?? 1);
    const own = Array.isArray(config['padding'])
      ? (config['padding'] as readonly unknown[])[axis]
      : undefined;
    const before = Array.isArray(own) ? Number(own[0]) : Math.floor(cut / 2);
    return [before, cut - before];
  };
  const [rows, columns] = [along(0), along(1)];
  return {
    kernel_shape: { ints: size },
    strides: { ints: strides },
    dilations: { ints: dilation },
    output_padding: { ints: extra },
    pads: { ints: [rows[0], columns[0], rows[1], columns[1]] },
    group: { int: Number(config['groups'] ?? 1) },
  };
}

type Pair = readonly [number, number];

/* The full kernel with zeros where the table has no connection. */
function partialKernel(context: OnnxNodeContext): string {
  const { shape, values } = required(context, 'kernel');
  const [height = 1, width = 1, numConnections = 1] = shape;
  const connections = context.config['connections'] as readonly (readonly number[])[];
  const channels = channelsOf(context);
  const taps = height * width;
  const full = new Float32Array(connections.length * channels * taps);
  connections
    .flatMap((row, filter) => row.map((channel) => filter * channels + channel))
    .forEach((plane, k) => {
      for (let tap = 0; tap < taps; tap++) full[plane * taps + tap] = values[tap * numConnections + k] ?? NaN;
    });
  const fullShape: Shape = [connections.length, channels, height, width];
  return context.constant(fullShape, full);
}
