/**
 * The contestant jax-js (its WebAssembly backend, one jitted function per step): warms up, then runs one step per line of
 * input. Arguments: case, batch.
 */
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { cases } from './cases.ts';
import { answerSteps } from './steps.ts';

// jax-js counts references: passing an array on gives it away, `.ref` keeps it. Each parameter is used once per step.
type Value = ReturnType<typeof np.zeros>;
type Layer = (parameters: Value[], x: Value) => Value;

const shapes: number[][] = [];

/** Registers a parameter and returns how to find it. */
function parameter(...shape: number[]): (parameters: Value[]) => Value {
  const index = shapes.push(shape) - 1;
  return (parameters) => parameters[index] as Value;
}

function conv(from: number, to: number, kernel = 3, stride = 1, groups = 1): Layer {
  const filter = parameter(to, from / groups, kernel, kernel);
  const pad: [number, number] = [(kernel - 1) / 2, (kernel - 1) / 2];
  return (p, x) =>
    lax.convGeneralDilated(x, filter(p), [stride, stride], [pad, pad], { featureGroupCount: groups });
}

function bias(channels: number): Layer {
  const offset = parameter(1, channels, 1, 1);
  return (p, x) => x.add(offset(p));
}

function batchNorm(channels: number): Layer {
  const [gamma, beta] = [parameter(1, channels, 1, 1), parameter(1, channels, 1, 1)];
  return (p, x) => {
    const axes = [0, 2, 3];
    const mean = np.mean(x.ref, axes, { keepdims: true });
    const centered = x.sub(mean);
    const variance = np.mean(np.square(centered.ref), axes, { keepdims: true });
    return centered
      .div(np.sqrt(variance.add(1e-5)))
      .mul(gamma(p))
      .add(beta(p));
  };
}

function dense(from: number, to: number): Layer {
  const [weight, offset] = [parameter(from, to), parameter(to)];
  return (p, x) => np.matmul(x, weight(p)).add(offset(p));
}

const relu: Layer = (_, x) => nn.relu(x);
const halve: Layer = (_, x) => {
  const [n = 0, c = 0, h = 0, w = 0] = x.shape;
  return np.max(x.reshape([n, c, h / 2, 2, w / 2, 2]), [3, 5]);
};
const average: Layer = (_, x) => np.mean(x, [2, 3]);

function chain(...layers: Layer[]): Layer {
  return (p, x) => layers.reduce((y, layer) => layer(p, y), x);
}

function unit(from: number, to: number, stride = 1, kernel = 3): Layer {
  return chain(conv(from, to, kernel, stride), batchNorm(to));
}

function smallCnn(): Layer {
  const block = (from: number, to: number): Layer => chain(conv(from, to), bias(to), relu, halve);
  const flat: Layer = (_, x) => x.reshape([x.shape[0] ?? 0, 3136]);
  return chain(block(1, 32), block(32, 64), flat, dense(3136, 128), relu, dense(128, 10));
}

function resnet20(): Layer {
  const block = (from: number, to: number): Layer => {
    const stride = from === to ? 1 : 2;
    const path = chain(unit(from, to, stride), relu, unit(to, to));
    const margin = (to - from) / 2;
    const short = (x: Value): Value => {
      if (from === to) return x;
      const [n = 0, c = 0, h = 0, w = 0] = x.shape;
      const cells = x.reshape([n, c, h / 2, 2, w / 2, 2]);
      const corner = np.split(np.split(cells, 2, 3)[0] as Value, 2, 5)[0] as Value;
      return np.pad(corner.reshape([n, c, h / 2, w / 2]), [
        [0, 0],
        [margin, margin],
        [0, 0],
        [0, 0],
      ]);
    };
    return (p, x) => nn.relu(path(p, x.ref).add(short(x)));
  };
  const stages = [16, 32, 64].flatMap((width) =>
    [0, 1, 2].map((i) => block(i === 0 && width > 16 ? width / 2 : width, width)),
  );
  return chain(unit(3, 16), relu, ...stages, average, dense(64, 10));
}

function vggBlock(): Layer {
  return chain(conv(128, 128), bias(128), relu, conv(128, 128), bias(128), relu, halve);
}

function depthwiseBlock(): Layer {
  return chain(conv(64, 64, 3, 1, 64), batchNorm(64), relu, unit(64, 128, 1, 1), relu);
}

const networks: Record<string, () => Layer> = {
  'small-cnn': smallCnn,
  'resnet-20': resnet20,
  'vgg-block': vggBlock,
  'depthwise-block': depthwiseBlock,
};

const [name = '', batchText = '1'] = process.argv.slice(2);
const network = networks[name]?.();
const test = cases[name];
if (!network || !test) throw new Error(`no case named ${name}`);
const batch = Number(batchText);
await init('wasm');
defaultDevice('wasm');

function wave(shape: number[], scale: number, salt: number): Value {
  const size = shape.reduce((product, dim) => product * dim, 1);
  return np
    .array(Float32Array.from({ length: size }, (_, i) => scale * Math.sin(i * 12.9898 + salt * 78.233)))
    .reshape(shape);
}

const [, height, width, channels] = test.input;
const x = wave([batch, channels, height, width], 1.2, 1);
const labels = np.array(Int32Array.from({ length: batch }, (_, i) => i % 10));

function loss(parameters: Value[], input: Value, targets: Value): Value {
  const y = (network as Layer)(parameters, input);
  if (y.ndim !== 2) {
    targets.dispose();
    return np.mean(np.square(y));
  }
  return np.mean(np.sum(nn.logSoftmax(y).mul(nn.oneHot(targets, 10)), 1)).neg();
}

/** SGD with momentum, as the other contestants run it. */
const update = jit((parameters: Value[], velocities: Value[], input: Value, targets: Value) => {
  const [value, gradients] = valueAndGrad(loss)(
    parameters.map((p) => p.ref),
    input,
    targets,
  );
  const moved = velocities.map((v, i) => v.mul(0.9).add(gradients[i] as Value));
  return { value, moved, next: parameters.map((p, i) => p.sub((moved[i] as Value).ref.mul(0.01))) };
});

let parameters = shapes.map((shape, i) =>
  wave(shape, Math.sqrt(3 / shape.slice(1).reduce((a, b) => a * b, 1)), i),
);
let velocities = shapes.map((shape) => np.zeros(shape));

async function step(): Promise<void> {
  const { value, moved, next } = update(parameters, velocities, x.ref, labels.ref);
  [parameters, velocities] = [next, moved];
  await blockUntilReady([value, ...next]);
  value.dispose();
}

await answerSteps(step, 1);
