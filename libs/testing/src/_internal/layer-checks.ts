import {
  createRng,
  isConvlabError,
  type ConformanceCase,
  type Layer,
  type Plugin,
  type Trait,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { Check, Subject } from '../conformance-case/conformance-case.ts';
import { checkGradients } from '../gradient-check/gradient-check.ts';
import { describeCase, fail, refOf } from './fail.ts';
import {
  applyLayer,
  disposeResult,
  disposeRun,
  exampleShapes,
  layerRun,
  type LayerRun,
} from './layer-run.ts';

const GRADIENT_TOLERANCE = 1e-3;
const AGREEMENT = 1e-5;

const isLayer = ({ kind }: Plugin): boolean => ['layer', 'normalization', 'activation'].includes(kind);

/** Checks of layers, normalizations and activations. */
export const layerChecks: readonly Check[] = [
  { name: 'inferred shapes are the actual ones', appliesTo: isLayer, run: forEachCase(shapesAgree) },
  {
    name: 'impossible shapes are refused with a coded error',
    appliesTo: isLayer,
    run: impossibleShapesRefused,
  },
  { name: 'gradients equal finite differences', appliesTo: isLayer, run: forEachCase(gradientsAgree) },
  { name: 'every weight gets a gradient', appliesTo: isLayer, run: forEachCase(everyWeightLearns) },
  { name: 'no tensor leaks, no input is disposed', appliesTo: isLayer, run: forEachCase(nothingLeaks) },
  {
    name: 'no tensor leaks when applying fails',
    appliesTo: isLayer,
    run: forEachCase(failureLeaksNothing),
  },
  { name: 'the cpu backend gives the same values', appliesTo: isLayer, run: forEachCase(backendsAgree) },
  {
    name: 'same inputs and stream give the same result',
    appliesTo: isLayer,
    run: forEachCase(deterministic),
  },
  {
    name: 'noise is fresh at each step, if and only if stochastic',
    appliesTo: isLayer,
    run: anyCase('stochastic', freshNoise),
  },
  {
    name: 'examples do not depend on each other, unless declared',
    appliesTo: isLayer,
    run: forEachCase(independent),
  },
  {
    name: 'training and inference differ, if and only if declared',
    appliesTo: isLayer,
    run: anyCase('mode-dependent', modesDiffer),
  },
];

type CaseCheck = (run: LayerRun, subject: Subject, each: ConformanceCase) => Promise<void> | void;

function forEachCase(check: CaseCheck): Check['run'] {
  return async (subject) => {
    for (const each of subject.cases) {
      const layer = createLayer(subject, each);
      const run = layerRun(layer, each, subject.plugin.traits.includes('non-smooth'));
      try {
        await check(run, subject, each);
      } finally {
        disposeRun(run);
      }
    }
  };
}

/** Something that happens in some case if it is declared, and in none if not. */
function anyCase(wanted: Trait, happens: (run: LayerRun) => Promise<boolean>) {
  return async (subject: Subject): Promise<void> => {
    const seen: boolean[] = [];
    await forEachCase(async (run) => {
      seen.push(await happens(run));
    })(subject);
    const declared = subject.plugin.traits.includes(wanted);
    if (declared && !seen.includes(true)) fail(`The plugin declares "${wanted}", but no case shows it.`);
    if (!declared && seen.includes(true))
      fail(`The plugin does not declare "${wanted}", but a case shows it.`);
  };
}

function createLayer({ plugin, registry, ...subject }: Subject, each: ConformanceCase): Layer {
  return registry.create(plugin.kind, refOf({ plugin, registry, ...subject }, each)) as Layer;
}

function shapesAgree(run: LayerRun, _subject: Subject, each: ConformanceCase): void {
  const inferred = run.layer.outputShape(exampleShapes(each));
  for (const training of [true, false]) {
    const result = applyLayer(run, { training });
    const actual = result.output.shape;
    disposeResult(result);
    if (actual.join() !== [run.inputs[0].shape[0], ...inferred].join())
      fail(`Shape inference says [N, ${inferred.join(', ')}] for ${describeCase(each)}.`, actual);
    const state = run.layer.state?.(exampleShapes(each)) ?? {};
    for (const [name, tensor] of Object.entries(result.state ?? {})) {
      if (tensor.shape.join() !== state[name]?.shape.join())
        fail(`The statistic "${name}" has another shape.`, tensor.shape);
    }
  }
}

function impossibleShapesRefused(subject: Subject): void {
  for (const each of subject.refused) {
    const layer = createLayer(subject, each);
    try {
      layer.outputShape(exampleShapes(each));
    } catch (error) {
      if (isConvlabError(error) && error.code.startsWith('E_SHAPE_') && error.expected !== undefined)
        continue;
      return fail(
        'A shape is refused without a code E_SHAPE_… or without saying what would fit.',
        String(error),
      );
    }
    fail(`The shape ${describeCase(each)} is accepted.`);
  }
}

async function gradientsAgree(run: LayerRun, { plugin }: Subject, each: ConformanceCase): Promise<void> {
  const names = Object.keys(run.weights);
  const args = [...run.inputs, ...Object.values(run.weights)];
  const labels = [...run.inputs.map((_, i) => `input ${i + 1}`), ...names];
  const modes = plugin.traits.includes('mode-dependent') ? [true, false] : [true];
  for (const training of modes) {
    const f = (...values: tf.Tensor[]): tf.Tensor => {
      const inputs = values.slice(0, run.inputs.length);
      const weights = Object.fromEntries(
        names.map((name, i) => [name, values[run.inputs.length + i] as tf.Tensor]),
      );
      return applyLayer(run, { training, inputs, weights }).output;
    };
    const { errors } = await checkGradients(f, args);
    errors.forEach((error, i) => {
      if (error <= GRADIENT_TOLERANCE) return;
      fail(`The gradient of ${labels[i]} is off by ${error.toExponential(1)} for ${describeCase(each)}.`);
    });
  }
}

async function everyWeightLearns(run: LayerRun, _subject: Subject, each: ConformanceCase): Promise<void> {
  const names = Object.keys(run.weights);
  if (names.length === 0) return;
  const f = (...values: tf.Tensor[]): tf.Tensor =>
    applyLayer(run, {
      training: true,
      weights: Object.fromEntries(names.map((name, i) => [name, values[i] as tf.Tensor])),
    }).output;
  const { norms } = await checkGradients(f, Object.values(run.weights));
  norms.forEach((norm, i) => {
    if (!(norm > 0 && Number.isFinite(norm)))
      fail(`The weight "${names[i]}" gets no gradient for ${describeCase(each)}.`);
  });
}

async function nothingLeaks(run: LayerRun, _subject: Subject, each: ConformanceCase): Promise<void> {
  const once = (): void => {
    for (const training of [true, false]) disposeResult(applyLayer(run, { training }));
  };
  const kept = await run.inputs[0].data();
  once();
  const before = tf.memory().numTensors;
  once();
  const left = tf.memory().numTensors - before;
  if (left !== 0) fail(`Applying the layer leaves ${left} tensors behind for ${describeCase(each)}.`);
  if (run.inputs.some(({ isDisposed }) => isDisposed)) fail('The layer disposes its input.');
  const now = await run.inputs[0].data();
  if (kept.some((value, i) => !Object.is(value, now[i]))) fail('The layer changes its input.');
}

async function deterministic(run: LayerRun): Promise<void> {
  for (const training of [true, false]) {
    const [first, second] = [await output(run, { training }), await output(run, { training })];
    if (first.some((value, i) => !Object.is(value, second[i])))
      fail('Applied twice, the layer gives two results.');
    if (!first.every(Number.isFinite)) fail('The result has values that are no finite numbers.');
  }
}

/* A disposed weight makes the operation that reads it throw; what came before it must be freed. */
function failureLeaksNothing(run: LayerRun): void {
  for (const [name, weight] of Object.entries(run.weights)) {
    // A clone would share its values with the weight, and go on to work.
    const gone = tf.add(weight, 0);
    gone.dispose();
    const before = tf.memory().numTensors;
    try {
      disposeResult(applyLayer(run, { training: true, weights: { ...run.weights, [name]: gone } }));
    } catch {
      const left = tf.memory().numTensors - before;
      if (left !== 0) fail(`When applying fails, ${left} tensors are left behind.`);
    }
  }
}

/** Absolute, or relative above 1: backends add in another order. */
const BACKEND_AGREEMENT = 1e-4;

async function backendsAgree(run: LayerRun, _subject: Subject, each: ConformanceCase): Promise<void> {
  const backend = tf.getBackend();
  if (backend === 'cpu') return;
  for (const training of [true, false]) {
    const here = await output(run, { training });
    await tf.setBackend('cpu');
    const there = await output(run, { training }).finally(() => tf.setBackend(backend));
    const off = here.findIndex((value, i) => {
      const other = there[i] as number;
      return !(Math.abs(value - other) <= BACKEND_AGREEMENT * Math.max(1, Math.abs(other)));
    });
    if (off >= 0) fail(`The cpu backend gives ${there[off]} for ${describeCase(each)}.`, here[off]);
  }
}

async function freshNoise(run: LayerRun): Promise<boolean> {
  const at = (step: number) => output(run, { training: true, rng: createRng(5).fold('node').fold(step) });
  return differ(await at(1), await at(2), 0);
}

async function independent(run: LayerRun, { plugin }: Subject, each: ConformanceCase): Promise<void> {
  const count = run.inputs[0].shape[0] ?? 1;
  if (count < 2) return;
  const { traits } = plugin;
  const skipTraining = traits.includes('batch-statistics') || traits.includes('stochastic');
  for (const training of skipTraining ? [false] : [true, false]) {
    const whole = await output(run, { training });
    const inputs = run.inputs.map((input) => tf.slice(input, 0, 1));
    const alone = await output(run, { training, inputs });
    inputs.forEach((input) => input.dispose());
    if (differ(alone, whole.slice(0, alone.length), AGREEMENT))
      fail(`The first example's result depends on the others for ${describeCase(each)}.`);
  }
}

async function modesDiffer(run: LayerRun): Promise<boolean> {
  return differ(await output(run, { training: true }), await output(run, { training: false }), AGREEMENT);
}

async function output(run: LayerRun, how: Parameters<typeof applyLayer>[1]): Promise<Float32Array> {
  const result = applyLayer(run, how);
  const values = Float32Array.from(await result.output.data());
  disposeResult(result);
  return values;
}

function differ(a: Float32Array, b: Float32Array, tolerance: number): boolean {
  return a.length !== b.length || a.some((value, i) => !(Math.abs(value - (b[i] as number)) <= tolerance));
}
