import type { Shape } from '@convlab/core';
import { inexpressible, required, type OnnxConverter, type OnnxNodeContext } from './onnx-node-context.ts';

/** Layers that join, reshape, pool to one value or connect densely, by plugin id. */
export const shapingConverters: Readonly<Record<string, OnnxConverter>> = {
  'convlab/dense': (context) => {
    const { constant, inputs, op } = context;
    const { shape, values } = required(context, 'kernel');
    const bias = context.value('bias');
    const biases = bias === undefined ? [] : [constant(bias.shape, bias.values)];
    return op('Gemm', [inputs[0] ?? '', constant(shape, values), ...biases]);
  },
  'convlab/flatten': (context) =>
    context.op('Flatten', [channelsLast(context, context.inputs[0] ?? '')], { axis: { int: 1 } }),
  'convlab/reshape': (context) => {
    const shape = context.node.outputShape;
    const flat = channelsLast(context, context.inputs[0] ?? '');
    const shaped = context.op('Reshape', [flat, context.constant([shape.length + 1], [0, ...shape])]);
    return shape.length === 3 ? context.op('Transpose', [shaped], { perm: { ints: [0, 3, 1, 2] } }) : shaped;
  },
  'convlab/add': (context) => chain(context, 'Add'),
  'convlab/multiply': (context) => chain(context, 'Mul'),
  'convlab/concatenate': ({ op, inputs }) => op('Concat', inputs, { axis: { int: 1 } }),
  'convlab/rescale': ({ config, constant, inputs, op }) => {
    const scaled = op('Mul', [...inputs, constant([], Float32Array.of(Number(config['scale'])))]);
    return op('Add', [scaled, constant([], Float32Array.of(Number(config['offset'])))]);
  },
  'convlab/channel-affine': (context) => {
    const scaled = context.op('Mul', [...context.inputs, context.perChannel('gamma') ?? '']);
    return context.op('Add', [scaled, context.perChannel('beta') ?? '']);
  },
  'convlab/channel-padding': (context) => {
    const [before, after] = [Number(context.config['before']), Number(context.config['after'])];
    const rest = context.node.outputShape.slice(0, -1).map(() => 0);
    return pad(context, [0, before, ...rest, 0, after, ...rest]);
  },
  'convlab/zero-padding': (context) => {
    const [[top, bottom], [left, right]] = margins(context.config['padding']);
    return pad(context, [0, 0, top, left, 0, 0, bottom, right]);
  },
  'convlab/cropping': ({ config, constant, inputs, node, op }) => {
    const [[top], [left]] = margins(config['cropping']);
    const [height = 1, width = 1] = node.outputShape;
    const starts = constant([2], [top, left]);
    return op('Slice', [
      ...inputs,
      starts,
      constant([2], [top + height, left + width]),
      constant([2], [2, 3]),
    ]);
  },
  'convlab/up-sampling': ({ config, constant, inputs, op }) => {
    const [down, across] = Array.isArray(config['size'])
      ? (config['size'] as [number, number])
      : [Number(config['size']), Number(config['size'])];
    const scales = constant([4], Float32Array.of(1, 1, down, across));
    const attributes =
      config['interpolation'] === 'nearest'
        ? { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' }
        : { mode: 'linear', coordinate_transformation_mode: 'half_pixel' };
    return op('Resize', [...inputs, '', scales], attributes);
  },
  'convlab/global-average-pool': (context) => globalPool(context, 'GlobalAveragePool'),
  'convlab/global-max-pool': (context) => globalPool(context, 'GlobalMaxPool'),
  'convlab/adaptive-average-pool': (context) => {
    const {
      constant,
      inputs: [x = ''],
      node,
      op,
    } = context;
    const [height = 1, width = 1] = node.inputShapes[0] ?? [];
    const [rows = 1, columns = 1] = node.outputShape;
    const across =
      width === columns ? x : op('MatMul', [x, constant([width, columns], averages(width, columns, true))]);
    return height === rows
      ? op('Identity', [across])
      : op('MatMul', [constant([rows, height], averages(height, rows, false)), across]);
  },
};

/* We number the elements of an image row by row with channels last, ONNX with channels first. */
function channelsLast({ node, op }: OnnxNodeContext, x: string): string {
  return node.inputShapes[0]?.length === 3 ? op('Transpose', [x], { perm: { ints: [0, 2, 3, 1] } }) : x;
}

function chain({ inputs, op }: OnnxNodeContext, opType: string): string {
  return inputs.slice(1).reduce((result, input) => op(opType, [result, input]), inputs[0] ?? '');
}

function pad(context: OnnxNodeContext, zeros: readonly number[]): string {
  const { constant, inputs, op } = context;
  return op('Pad', [...inputs, constant([zeros.length], zeros)]);
}

function globalPool(context: OnnxNodeContext, opType: string): string {
  const pooled = context.op(opType, context.inputs);
  return context.node.outputShape.length === 3
    ? pooled
    : context.op('Flatten', [pooled], { axis: { int: 1 } });
}

type Margins = readonly [readonly [number, number], readonly [number, number]];

function margins(value: unknown): Margins {
  const pair = (side: unknown): readonly [number, number] =>
    Array.isArray(side) ? (side as [number, number]) : [Number(side), Number(side)];
  const [rows, columns] = pair(value) as readonly unknown[];
  return [pair(rows), pair(columns)];
}

/* The matrix that averages each window of an adaptive pooling: [outputs, inputs], or its transpose. */
function averages(size: number, count: number, transposed: boolean): Float32Array {
  const matrix = new Float32Array(size * count);
  for (let i = 0; i < count; i++) {
    const [start, end] = [Math.floor((i * size) / count), Math.ceil(((i + 1) * size) / count)];
    for (let j = start; j < end; j++) matrix[transposed ? j * count + i : i * size + j] = 1 / (end - start);
  }
  return matrix;
}

/** Refuses what ONNX has no place for: outputs that are neither vectors nor images. */
export function requireRank(context: OnnxNodeContext, shape: Shape): void {
  if (shape.length === 1 || shape.length === 3) return;
  throw inexpressible(
    context,
    `its output has ${shape.length} axes`,
    'Only vectors and images can be written.',
  );
}
