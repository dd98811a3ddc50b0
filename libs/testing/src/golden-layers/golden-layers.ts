import { createRng, type Layer, type NamedTensors, type Registry } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { channelsFirst, channelsLast, length, type HostTensor } from '../_internal/layouts.ts';
import {
  attemptGolden,
  compareGolden,
  unknownGolden,
  type Comparison,
  type GoldenResult,
} from '../golden-result/golden-result.ts';
import { seededValues } from '../seeded-values/seeded-values.ts';
import { counterparts, type Counterpart } from './torch-modules.ts';

const TOLERANCE = 1e-5;

const numbers = z.array(z.number());
const layerCase = z.object({
  case: z.string(),
  module: z.looseObject({ type: z.string(), training: z.boolean().default(true) }),
  input: numbers,
  output: numbers,
  y: numbers,
  y_l2: z.number(),
  dx: numbers,
  dx_l2: z.number(),
  parameters: z.record(z.string(), z.object({ shape: numbers, grad: numbers, grad_l2: z.number() })),
  buffers: z.record(z.string(), numbers).default({}),
});

/** A reference file of single layers: forward, input gradient and parameter gradients of loss = Σ y · cotangent. */
export const goldenLayerFile = z.object({ salt: z.string(), cases: z.array(layerCase) });

type LayerCase = z.output<typeof layerCase>;

/** Runs every case of a reference file of layers with the plugins of a registry, on the current tfjs backend. */
export async function verifyGoldenLayers(
  file: z.output<typeof goldenLayerFile>,
  registry: Registry,
): Promise<readonly GoldenResult[]> {
  const results: GoldenResult[] = [];
  for (const each of file.cases) {
    const known = counterparts(each.module, each.input);
    if (known.length === 0)
      results.push(unknownGolden(each.case, `no plugin stands for ${each.module.type}`));
    for (const counterpart of known) results.push(await verifyCase(file.salt, each, counterpart, registry));
  }
  return results;
}

async function verifyCase(
  salt: string,
  golden: LayerCase,
  counterpart: Counterpart,
  registry: Registry,
): Promise<GoldenResult> {
  const name = counterpart.ref.id === 'depthwise-conv' ? `${golden.case} (as depthwise-conv)` : golden.case;
  return attemptGolden(name, async () => {
    const layer: Layer = registry.create(counterpart.kind, counterpart.ref);
    layer.outputShape([channelsLast({ shape: golden.input, values: [] }).shape.slice(1)]);
    return compareGolden(
      name,
      TOLERANCE,
      await runCase(`${salt}/${golden.case}`, golden, counterpart, layer),
    );
  });
}

async function runCase(
  salt: string,
  golden: LayerCase,
  { weights: mapped, buffers }: Counterpart,
  layer: Layer,
): Promise<readonly Comparison[]> {
  const x = toTensor(channelsLast(seeded(salt, 'input', golden.input)));
  const shapes = [x.shape.slice(1)];
  const stateful = layer.state?.(shapes) ?? {};
  const state = Object.fromEntries(
    Object.entries(buffers)
      .filter(([, name]) => name in stateful)
      .map(([torch, name]) => [name, toTensor(parameter(salt, torch, stateful[name]?.shape ?? []))]),
  );
  const names = Object.keys(golden.parameters);
  const weights = names.map((torch) => {
    const shape = golden.parameters[torch]?.shape ?? [];
    const values = parameter(salt, torch, shape);
    return toTensor(mapped[torch]?.toOurs(values) ?? values);
  });
  const call = (input: tf.Tensor, all: readonly tf.Tensor[]) =>
    layer.apply({
      inputs: [input],
      weights: Object.fromEntries(
        names.map((torch, i) => [mapped[torch]?.name ?? torch, all[i] as tf.Tensor]),
      ),
      state,
      training: golden.module.training,
      rng: createRng(0),
    });
  const forward = call(x, weights);
  const y = channelsFirst(await toHost(forward.output));
  const cotangent = toTensor(
    matching(channelsLast(seeded(salt, 'cotangent', golden.output)), forward.output.shape),
  );
  const [dx, ...gradients] = tf.grads((input: tf.Tensor, ...all: tf.Tensor[]) =>
    tf.sum(tf.mul(call(input, all).output, cotangent)),
  )([x, ...weights]) as [tf.Tensor, ...tf.Tensor[]];
  const inputGradient = channelsFirst(await toHost(dx));
  return [
    { quantity: 'y', actual: y.values, expected: golden.y },
    { quantity: '|y|', actual: [length(y.values)], expected: [golden.y_l2] },
    { quantity: 'dx', actual: inputGradient.values, expected: golden.dx },
    { quantity: '|dx|', actual: [length(inputGradient.values)], expected: [golden.dx_l2] },
    ...(await weightComparisons(golden, names, mapped, gradients)),
    ...(await bufferComparisons(golden, buffers, { ...state, ...forward.state })),
  ];
}

async function weightComparisons(
  golden: LayerCase,
  names: readonly string[],
  mapped: Counterpart['weights'],
  gradients: readonly tf.Tensor[],
): Promise<readonly Comparison[]> {
  const perWeight = names.map(async (torch, i): Promise<Comparison[]> => {
    const host = await toHost(gradients[i] as tf.Tensor);
    const { values } = mapped[torch]?.toTorch(host) ?? host;
    const { grad = [], grad_l2: norm = NaN } = golden.parameters[torch] ?? {};
    return [
      { quantity: `d${torch}`, actual: values, expected: grad },
      { quantity: `|d${torch}|`, actual: [length(values)], expected: [norm] },
    ];
  });
  return (await Promise.all(perWeight)).flat();
}

async function bufferComparisons(
  golden: LayerCase,
  buffers: Counterpart['buffers'],
  state: NamedTensors,
): Promise<readonly Comparison[]> {
  const known = Object.entries(golden.buffers).filter(([torch]) => torch !== 'num_batches_tracked');
  return Promise.all(
    known.map(async ([torch, expected]) => {
      const tensor = state[buffers[torch] ?? ''];
      return { quantity: torch, actual: tensor === undefined ? [] : await tensor.data(), expected };
    }),
  );
}

function seeded(salt: string, name: string, shape: readonly number[]): HostTensor {
  return { shape, values: seededValues(salt, name, shape, 'image') };
}

function parameter(salt: string, name: string, shape: readonly number[]): HostTensor {
  return { shape, values: seededValues(salt, name, shape, 'parameter') };
}

/** The same elements under a shape of the same number of elements, such as [N, C] for [N, 1, 1, C]. */
function matching({ values }: HostTensor, shape: readonly number[]): HostTensor {
  return { shape, values };
}

function toTensor({ shape, values }: HostTensor): tf.Tensor {
  return tf.tensor(Float32Array.from(values), [...shape]);
}

async function toHost(tensor: tf.Tensor): Promise<HostTensor> {
  return { shape: tensor.shape, values: await tensor.data() };
}
