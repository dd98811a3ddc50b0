import { numElements } from '@convlab/core';
import { toTorch } from '../torch-layout/torch-layout.ts';
import { inexpressible, required, type OnnxConverter, type OnnxNodeContext } from './onnx-node-context.ts';

/** Normalizations as they act in inference, by plugin id. */
export const normalizationConverters: Readonly<Record<string, OnnxConverter>> = {
  'convlab/batch': (context) => {
    const { constant, inputs, op } = context;
    const mean = required(context, 'movingMean');
    const filled = (name: string, value: number): string =>
      constant(mean.shape, context.value(name)?.values ?? new Float32Array(mean.values.length).fill(value));
    return op(
      'BatchNormalization',
      [
        inputs[0] ?? '',
        filled('gamma', 1),
        filled('beta', 0),
        constant(mean.shape, mean.values),
        constant(mean.shape, required(context, 'movingVariance').values),
      ],
      epsilonOf(context),
    );
  },
  'convlab/instance': (context) => affine(context, standardizeGroups(context, channelsOf(context))),
  'convlab/group': (context) => affine(context, standardizeGroups(context, Number(context.config['groups']))),
  'convlab/layer': (context) =>
    context.config['axis'] === 'channels'
      ? affine(context, standardizeChannels(context))
      : elementAffine(context, standardizeGroups(context, 1)),
  'convlab/local-response': (context) => {
    const { config, inputs, op } = context;
    const size = Number(config['size']);
    if (size % 2 === 0)
      throw inexpressible(
        context,
        `ONNX centres a window of ${size} channels otherwise`,
        'Give it an odd size.',
      );
    return op('LRN', inputs, {
      size: { int: size },
      alpha: { float: Number(config['alpha']) },
      beta: { float: Number(config['beta']) },
      bias: { float: Number(config['k']) },
    });
  },
};

function channelsOf({ node }: OnnxNodeContext): number {
  return node.outputShape.at(-1) ?? 1;
}

function epsilonOf({ config }: OnnxNodeContext) {
  return { epsilon: { float: Number(config['epsilon']) } };
}

/* Groups of channels become the channels of an instance normalization; the statistics are the same. */
function standardizeGroups(context: OnnxNodeContext, groups: number): string {
  const { constant, inputs, node, op } = context;
  const grouped = op('Reshape', [inputs[0] ?? '', constant([3], [0, groups, -1])]);
  const [ones, zeros] = [new Float32Array(groups).fill(1), new Float32Array(groups)];
  const standard = op(
    'InstanceNormalization',
    [grouped, constant([groups], ones), constant([groups], zeros)],
    epsilonOf(context),
  );
  const [height = 1, width = 1] = node.outputShape;
  const shape =
    node.outputShape.length === 3 ? [0, channelsOf(context), height, width] : [0, channelsOf(context)];
  return op('Reshape', [standard, constant([shape.length], shape)]);
}

/* (x − mean) / sqrt(variance + epsilon) over the channels of each position. */
function standardizeChannels(context: OnnxNodeContext): string {
  const {
    constant,
    inputs: [x = ''],
    op,
  } = context;
  const mean = (of: string): string => op('ReduceMean', [of], { axes: { ints: [1] }, keepdims: { int: 1 } });
  const centered = op('Sub', [x, mean(x)]);
  const epsilon = constant([], Float32Array.of(Number(context.config['epsilon'])));
  const variance = op('Add', [mean(op('Mul', [centered, centered])), epsilon]);
  return op('Div', [centered, op('Sqrt', [variance])]);
}

function affine(context: OnnxNodeContext, x: string): string {
  return scaleAndShift(context, x, context.perChannel('gamma'), context.perChannel('beta'));
}

/* Layer normalization over a whole example has a gamma and a beta for each of its elements. */
function elementAffine(context: OnnxNodeContext, x: string): string {
  const constantOf = (name: string): string | undefined => {
    const found = context.value(name);
    if (found === undefined) return undefined;
    const [height = 1, width = 1, channels = 1] = found.shape;
    if (found.shape.length !== 3) return context.constant(found.shape, found.values);
    const planes = toTorch(found.values, [numElements(found.shape)], { kind: 'vector', image: found.shape });
    return context.constant([channels, height, width], planes);
  };
  return scaleAndShift(context, x, constantOf('gamma'), constantOf('beta'));
}

function scaleAndShift(
  { op }: OnnxNodeContext,
  x: string,
  gamma: string | undefined,
  beta: string | undefined,
): string {
  const scaled = gamma === undefined ? x : op('Mul', [x, gamma]);
  return beta === undefined ? scaled : op('Add', [scaled, beta]);
}
