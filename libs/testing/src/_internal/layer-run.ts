import {
  createRng,
  type ConformanceCase,
  type Layer,
  type LayerResult,
  type NamedTensors,
  type Rng,
  type Shape,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { fail } from './fail.ts';

/** A layer with inputs, weights and statistics made for one case. */
export interface LayerRun {
  readonly layer: Layer;
  readonly inputs: readonly [tf.Tensor, ...tf.Tensor[]];
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
}

/** How a layer is applied. */
export interface Application {
  readonly training: boolean;
  readonly rng?: Rng;
  readonly inputs?: readonly tf.Tensor[];
  readonly weights?: NamedTensors;
}

/** The shapes of one example of a case's inputs. */
export function exampleShapes({ inputs }: ConformanceCase): readonly Shape[] {
  if (inputs === undefined || inputs.length === 0)
    return fail('A case of a layer needs the shapes of its inputs.');
  return inputs.map((shape) => shape.slice(1));
}

/**
 * A layer with tensors for one case.
 *
 * @param distinct  inputs at least 0.1 apart and 0.05 from 0, for layers with kinks and ties
 */
export function layerRun(layer: Layer, each: ConformanceCase, distinct = false): LayerRun {
  const shapes = exampleShapes(each);
  const rng = createRng(11);
  const inputs = (each.inputs ?? []).map((shape, i) => {
    const stream = rng.fold(`input ${i}`);
    const size = shape.reduce((a, b) => a * b, 1);
    return tf.tensor(distinct ? spaced(size, stream) : stream.normal(size), [...shape]);
  });
  const weights = Object.entries(layer.weights?.(shapes) ?? {}).map(([name, { shape, role }]) => {
    const values = rng.fold(name).normal(
      shape.reduce((a, b) => a * b, 1),
      0,
      0.5,
    );
    // Scales around 1: around 0 a normalization's input would hardly matter.
    return [
      name,
      tf.tensor(role === 'scale' ? values.map((value) => 1 + value / 2) : values, [...shape]),
    ] as const;
  });
  const state = Object.entries(layer.state?.(shapes) ?? {}).map(
    ([name, { shape, initialValue }]) => [name, tf.fill([...shape], initialValue)] as const,
  );
  return {
    layer,
    inputs: inputs as [tf.Tensor, ...tf.Tensor[]],
    weights: Object.fromEntries(weights),
    state: Object.fromEntries(state),
  };
}

/** Applies the layer of a run. The caller owns the result. */
export function applyLayer(run: LayerRun, how: Application): LayerResult {
  return run.layer.apply({
    inputs: (how.inputs ?? run.inputs) as [tf.Tensor, ...tf.Tensor[]],
    weights: how.weights ?? run.weights,
    state: run.state,
    training: how.training,
    rng: how.rng ?? createRng(5).fold('node').fold(1),
  });
}

/** Frees a run and results of it. */
export function disposeRun(run: LayerRun, ...results: readonly LayerResult[]): void {
  results.forEach(disposeResult);
  run.inputs.forEach((input) => input.dispose());
  [...Object.values(run.weights), ...Object.values(run.state)].forEach((tensor) => tensor.dispose());
}

/** Frees a result. */
export function disposeResult({ output, state }: LayerResult): void {
  output.dispose();
  Object.values(state ?? {}).forEach((tensor) => tensor.dispose());
}

function spaced(size: number, rng: Rng): Float32Array {
  return Float32Array.from(
    rng.permutation(size),
    (rank) => (rank - size / 2 + (size % 2 === 0 ? 0.5 : 1)) * 0.1,
  );
}
