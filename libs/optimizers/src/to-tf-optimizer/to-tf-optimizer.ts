import {
  ConvlabError,
  type NamedTensors,
  type Optimizer,
  type OptimizerState,
  type WeightRole,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { tensorsIn } from '../_internal/named.ts';

/** Options of {@link toTfOptimizer}. */
export interface TfOptimizerOptions {
  /** Updates of one epoch, for schedules that count epochs. Default 1. */
  readonly stepsPerEpoch?: number;
  /** Updates of the whole training, for schedules that end with it. Default 1. */
  readonly totalSteps?: number;
  /** What a variable is for, by its name; by default those with `bias`, `gamma` or `beta` in it are no kernels. */
  readonly roleOf?: (name: string) => WeightRole;
}

/**
 * One of our optimizers as a `tf.Optimizer`, for `model.compile` and `optimizer.minimize`.
 *
 * State is kept by variable name, so that variables may be frozen or added later; `dispose()` frees it.
 *
 * @example
 * const registry = createRegistry().use(...optimizerPreset);
 * model.compile({ optimizer: toTfOptimizer(registry.create('optimizer', 'adamw')), loss: 'meanSquaredError' });
 */
export function toTfOptimizer(optimizer: Optimizer, options: TfOptimizerOptions = {}): tf.Optimizer {
  return new ConvlabOptimizer(optimizer, options);
}

class ConvlabOptimizer extends tf.Optimizer {
  static readonly className = 'ConvlabOptimizer';
  readonly #optimizer: Optimizer;
  readonly #options: TfOptimizerOptions;
  readonly #states = new Map<string, OptimizerState>();
  #step = 0;

  constructor(optimizer: Optimizer, options: TfOptimizerOptions) {
    super();
    this.#optimizer = optimizer;
    this.#options = options;
  }

  override applyGradients(given: tf.NamedTensorMap | { name: string; tensor: tf.Tensor }[]): void {
    const gradients: NamedTensors = Array.isArray(given)
      ? Object.fromEntries(given.map(({ name, tensor }) => [name, tensor]))
      : given;
    const variables = Object.fromEntries(Object.keys(gradients).map((name) => [name, variableOf(name)]));
    const key = Object.keys(gradients).toSorted().join();
    const { stepsPerEpoch = 1, totalSteps = 1, roleOf = guessRole } = this.#options;
    const step = ++this.#step;
    const state = this.#states.get(key) ?? this.#optimizer.init(variables);
    const result = this.#optimizer.update(gradients, state, {
      weights: variables,
      roles: Object.fromEntries(Object.keys(gradients).map((name) => [name, roleOf(name)])),
      step,
      time: { step, stepsPerEpoch, totalSteps },
      donate: true,
    });
    // model.fit runs each step in a tidy, which must not take the state away.
    tensorsIn(result.state).forEach((tensor) => tf.keep(tensor));
    tensorsIn(state).forEach((tensor) => tensor.dispose());
    this.#states.set(key, result.state);
    for (const [name, variable] of Object.entries(variables)) {
      const update = result.updates[name] as tf.Tensor;
      tf.tidy(() => variable.assign(tf.add(variable, update)));
      update.dispose();
    }
  }

  override dispose(): void {
    for (const state of this.#states.values()) tensorsIn(state).forEach((tensor) => tensor.dispose());
    this.#states.clear();
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}

function variableOf(name: string): tf.Variable {
  const variable = tf.engine().registeredVariables[name];
  if (variable !== undefined) return variable;
  throw new ConvlabError({
    code: 'E_OPTIMIZER_VARIABLE',
    message: 'A gradient came for a variable that does not exist',
    received: name,
    expected: 'the name of a registered tf.Variable',
  });
}

function guessRole(name: string): WeightRole {
  if (/bias/i.test(name)) return 'bias';
  if (/gamma/i.test(name)) return 'scale';
  return /beta/i.test(name) ? 'offset' : 'kernel';
}
