import { avgPool, batchNorm, conv2d, depthwiseConv2d, maxPool, softmaxCrossEntropy } from '@convlab/backend';
import * as tf from '@tensorflow/tfjs';

/** A network: its parameters, and a function of them and an input. */
export interface Network {
  parameters: tf.Variable[];
  apply: (x: tf.Tensor4D) => tf.Tensor;
}

/** Collects parameters with fixed values, so that every run and every backend computes the same. */
class Parameters {
  readonly all: tf.Variable[] = [];

  add(shape: number[], scale: number, offset = 0): tf.Variable {
    const size = shape.reduce((product, dim) => product * dim, 1);
    const salt = this.all.length;
    const values = Float32Array.from(
      { length: size },
      (_, i) => offset + scale * Math.sin(i * 12.9898 + salt * 78.233),
    );
    const variable = tf.variable(tf.tensor(values, shape));
    this.all.push(variable);
    return variable;
  }

  filter(kernel: number, inChannels: number, outChannels: number): tf.Tensor4D {
    const fan = kernel * kernel * inChannels;
    return this.add([kernel, kernel, inChannels, outChannels], Math.sqrt(3 / fan)) as unknown as tf.Tensor4D;
  }

  vector(size: number, offset = 0): tf.Tensor1D {
    return this.add([size], 0, offset) as unknown as tf.Tensor1D;
  }
}

/** Convolution, batch norm, ReLU with one set of parameters. */
function convNorm(
  parameters: Parameters,
  inChannels: number,
  outChannels: number,
  {
    kernel = 3,
    strides = 1,
    isActive = true,
  }: { kernel?: number; strides?: number; isActive?: boolean } = {},
): (x: tf.Tensor4D) => tf.Tensor4D {
  const filter = parameters.filter(kernel, inChannels, outChannels);
  const [gamma, beta] = [parameters.vector(outChannels, 1), parameters.vector(outChannels)];
  const padding = (kernel - 1) / 2;
  return (x) => {
    const activation = isActive ? 'relu' : 'linear';
    const { y, mean, variance } = batchNorm(conv2d(x, filter, { strides, padding }), {
      gamma,
      beta,
      activation,
    });
    tf.dispose([mean, variance]);
    return y;
  };
}

/** 28 x 28 x 1: conv 32 - pool - conv 64 - pool - fc 128 - 10. */
export function smallCnn(): Network {
  const parameters = new Parameters();
  const [f1, b1] = [parameters.filter(3, 1, 32), parameters.vector(32)];
  const [f2, b2] = [parameters.filter(3, 32, 64), parameters.vector(64)];
  const [w3, b3] = [parameters.add([3136, 128], 0.03), parameters.vector(128)];
  const [w4, b4] = [parameters.add([128, 10], 0.1), parameters.vector(10)];
  return {
    parameters: parameters.all,
    apply: (x) => {
      const first = maxPool(conv2d(x, f1, { padding: 1, bias: b1, activation: 'relu' }), { poolSize: 2 });
      const second = maxPool(conv2d(first, f2, { padding: 1, bias: b2, activation: 'relu' }), {
        poolSize: 2,
      });
      const hidden = tf.relu(tf.add(tf.matMul(tf.reshape(second, [-1, 3136]), w3), b3));
      return tf.add(tf.matMul(hidden, w4), b4);
    },
  };
}

/** ResNet-20 for 32 x 32 x 3, with strided-slice-and-pad shortcuts (option A). */
export function resnet20(): Network {
  const parameters = new Parameters();
  const stem = convNorm(parameters, 3, 16);
  const blocks = [16, 32, 64].flatMap((width, stage) =>
    [0, 1, 2].map((i) => {
      const isFirst = i === 0 && stage > 0;
      const from = isFirst ? width / 2 : width;
      const one = convNorm(parameters, from, width, { strides: isFirst ? 2 : 1 });
      const two = convNorm(parameters, width, width, { isActive: false });
      return (x: tf.Tensor4D): tf.Tensor4D => {
        const residual = two(one(x));
        if (!isFirst) return tf.relu(tf.add<tf.Tensor4D>(residual, x));
        const halved = maxPool(x, { poolSize: 1, strides: 2 });
        return tf.relu(
          tf.add<tf.Tensor4D>(
            residual,
            tf.pad(halved, [
              [0, 0],
              [0, 0],
              [0, 0],
              [from / 2, from / 2],
            ]),
          ),
        );
      };
    }),
  );
  const [w, b] = [parameters.add([64, 10], 0.2), parameters.vector(10)];
  return {
    parameters: parameters.all,
    apply: (x) => {
      const features = blocks.reduce((y, block) => block(y), stem(x));
      return tf.add(tf.matMul(tf.mean(features, [1, 2]), w), b);
    },
  };
}

/** Two 3 x 3 convolutions of 128 channels at 56 x 56, and a pooling, as in VGG. */
export function vggBlock(): Network {
  const parameters = new Parameters();
  const layers = [0, 1].map(() => [parameters.filter(3, 128, 128), parameters.vector(128)] as const);
  return {
    parameters: parameters.all,
    apply: (x) => {
      let y = x;
      for (const [filter, bias] of layers) y = conv2d(y, filter, { padding: 1, bias, activation: 'relu' });
      return maxPool(y, { poolSize: 2 });
    },
  };
}

/** Depthwise 3 x 3 and pointwise convolution with batch norms, 64 channels at 56 x 56, as in MobileNet. */
export function depthwiseBlock(): Network {
  const parameters = new Parameters();
  const depthwise = parameters.add([3, 3, 64, 1], 0.5) as unknown as tf.Tensor4D;
  const [gamma, beta] = [parameters.vector(64, 1), parameters.vector(64)];
  const pointwise = convNorm(parameters, 64, 128, { kernel: 1 });
  return {
    parameters: parameters.all,
    apply: (x) => {
      const { y, mean, variance } = batchNorm(depthwiseConv2d(x, depthwise, { padding: 1 }), {
        gamma,
        beta,
        activation: 'relu',
      });
      tf.dispose([mean, variance]);
      return pointwise(y);
    },
  };
}

/** ResNet-50 at 224 with batch norms folded into the convolutions, as inference runs it. */
export function resnet50(): Network {
  const parameters = new Parameters();
  const unit = (from: number, to: number, kernel: number, strides: number, isActive: boolean) => {
    const [filter, bias] = [parameters.filter(kernel, from, to), parameters.vector(to)];
    return (x: tf.Tensor4D): tf.Tensor4D =>
      conv2d(x, filter, {
        strides,
        padding: (kernel - 1) / 2,
        bias,
        activation: isActive ? 'relu' : 'linear',
      });
  };
  const stem = unit(3, 64, 7, 2, true);
  let from = 64;
  const blocks = [3, 4, 6, 3].flatMap((count, stage) =>
    Array.from({ length: count }, (_, i) => {
      const width = 64 * 2 ** stage;
      const strides = i === 0 && stage > 0 ? 2 : 1;
      const path = [
        unit(from, width, 1, 1, true),
        unit(width, width, 3, strides, true),
        unit(width, width * 4, 1, 1, false),
      ];
      const shortcut = i === 0 ? unit(from, width * 4, 1, strides, false) : undefined;
      from = width * 4;
      return (x: tf.Tensor4D): tf.Tensor4D => {
        const residual = path.reduce((y, layer) => layer(y), x);
        return tf.relu(tf.add<tf.Tensor4D>(residual, shortcut ? shortcut(x) : x));
      };
    }),
  );
  const [w, b] = [parameters.add([2048, 1000], 0.02), parameters.vector(1000)];
  return {
    parameters: parameters.all,
    apply: (x) => {
      const start = maxPool(stem(x), { poolSize: 3, strides: 2, padding: 1 });
      const features = blocks.reduce((y, block) => block(y), start);
      const [, h, width] = features.shape;
      return tf.add(tf.matMul(tf.reshape(avgPool(features, { poolSize: [h, width] }), [-1, 2048]), w), b);
    },
  };
}

/** Fixed input values of mean 0. */
export function inputOf(shape: [number, number, number, number]): tf.Tensor4D {
  const size = shape.reduce((product, dim) => product * dim, 1);
  return tf.tensor4d(
    Float32Array.from({ length: size }, (_, i) => Math.sin(i * 0.7) * 1.2),
    shape,
  );
}

/** One step of SGD with momentum on the cross-entropy, or on the mean square for networks without classes. */
export function createStep(network: Network, x: tf.Tensor4D, isClassifier: boolean): () => void {
  const batch = x.shape[0];
  const labels = tf.tensor1d(
    Int32Array.from({ length: batch }, (_, i) => i % 10),
    'int32',
  );
  const velocities = network.parameters.map((parameter) => tf.variable(tf.zerosLike(parameter), false));
  const loss = (): tf.Scalar => {
    const y = network.apply(x);
    if (!isClassifier) return tf.mean(tf.square(y));
    return tf.mean(softmaxCrossEntropy(y as tf.Tensor2D, labels));
  };
  return () => {
    tf.tidy(() => {
      const { grads } = tf.variableGrads(loss, network.parameters);
      network.parameters.forEach((parameter, i) => {
        const velocity = velocities[i] as tf.Variable;
        velocity.assign(tf.add(tf.mul(velocity, 0.9), grads[parameter.name] as tf.Tensor));
        parameter.assign(tf.sub(parameter, tf.mul(velocity, 0.01)));
      });
    });
  };
}
