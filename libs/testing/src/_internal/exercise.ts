import {
  createRng,
  type ConformanceCase,
  type Constraint,
  type Initializer,
  type Layer,
  type Loss,
  type Optimizer,
  type PluginKind,
  type Schedule,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { applyLayer, disposeRun, layerRun } from './layer-run.ts';

const TIME = { step: 1, stepsPerEpoch: 4, totalSteps: 8 };

/** Uses a part once, as its kind is used, so that what happens to its configuration can be seen. */
export async function exercise(kind: PluginKind, part: unknown, each: ConformanceCase): Promise<void> {
  const shape = [...(each.shape ?? [3, 4])];
  if (kind === 'layer' || kind === 'normalization' || kind === 'activation') {
    const run = layerRun(part as Layer, each);
    disposeRun(run, applyLayer(run, { training: true }));
    return;
  }
  tf.tidy(() => {
    const value = tf.tensor(createRng(0).normal(shape.reduce((a, b) => a * b, 1)), shape);
    if (kind === 'initializer') (part as Initializer).init(shape, { fanIn: 3, fanOut: 4 }, createRng(0));
    if (kind === 'constraint')
      (part as Constraint).project(value, { name: 'a/kernel', role: 'kernel', shape });
    if (kind === 'schedule') (part as Schedule).valueAt(TIME);
    if (kind === 'loss') (part as Loss).predictions(value);
    if (kind === 'optimizer') {
      const optimizer = part as Optimizer;
      const weights = { 'a/kernel': value };
      optimizer.update(weights, optimizer.init(weights), { weights, step: 1, time: TIME });
    }
  });
}
