import {
  createRng,
  type Layer,
  type OperationKind,
  type PluginRefObject,
  type Registry,
  type Rng,
  type Shape,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/** Options of `toTfLayer`. */
export interface TfLayerOptions {
  /** Name of the layer; also of its random streams. */
  readonly name: string;
  /** Seed of first weights and of noise. Default 0. */
  readonly seed?: number;
}

/** What a saved layer says of itself. */
interface SavedConfig {
  readonly kind: OperationKind;
  readonly ref: PluginRefObject;
  readonly seed: number;
}

/**
 * A maker of `tf.layers.Layer`s from the layer plugins of one registry.
 *
 * The class it makes is registered with tfjs, so that `tf.loadLayersModel` can build saved models again: call this before
 * loading one. A later call takes over.
 *
 * @example
 * const toTfLayer = tfLayerMaker(createRegistry().use(...layerPreset));
 * const y = toTfLayer('layer', { id: 'conv', filters: 8 }, { name: 'conv1' }).apply(input);
 */
export function tfLayerMaker(
  registry: Registry,
): (kind: OperationKind, ref: PluginRefObject, options: TfLayerOptions) => tf.layers.Layer {
  class ConvlabLayer extends tf.layers.Layer {
    static readonly className = 'ConvlabLayer';
    readonly #saved: SavedConfig;
    readonly #layer: Layer;
    readonly #rng: Rng;
    #shapes: readonly Shape[] = [];
    #calls = 0;

    constructor(given: SavedConfig & { readonly name: string }) {
      super({ name: given.name });
      const { kind, ref, seed } = given;
      this.#saved = { kind, ref, seed };
      this.#layer = registry.create<OperationKind>(kind, ref);
      this.#rng = createRng(seed).fold(given.name);
      this.supportsMasking = true;
    }

    override build(inputShape: tf.Shape | tf.Shape[]): void {
      this.#shapes = exampleShapes(inputShape);
      for (const [name, spec] of Object.entries(this.#layer.weights?.(this.#shapes) ?? {})) {
        const values = spec.initializer.init(spec.shape, spec, this.#rng.fold(name));
        const variable = this.addWeight(name, [...spec.shape], 'float32', tf.initializers.zeros());
        const first = tf.tensor(values, [...spec.shape]);
        variable.write(first);
        first.dispose();
      }
      for (const [name, { shape, initialValue }] of Object.entries(this.#layer.state?.(this.#shapes) ?? {})) {
        const initializer = tf.initializers.constant({ value: initialValue });
        this.addWeight(name, [...shape], 'float32', initializer, undefined, false);
      }
      this.built = true;
    }

    override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
      const batch = Array.isArray(inputShape[0]) ? inputShape[0][0] : (inputShape as tf.Shape)[0];
      return [batch ?? null, ...this.#layer.outputShape(exampleShapes(inputShape))];
    }

    override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { readonly training?: boolean }): tf.Tensor {
      const training = kwargs.training === true;
      const { output, state } = this.#layer.apply({
        inputs: (Array.isArray(inputs) ? inputs : [inputs]) as [tf.Tensor, ...tf.Tensor[]],
        weights: this.#read(this.#layer.weights?.(this.#shapes), this.trainableWeights),
        state: this.#read(this.#layer.state?.(this.#shapes), this.nonTrainableWeights),
        training,
        rng: this.#rng.fold('noise').fold(training ? ++this.#calls : 0),
      });
      Object.keys(this.#layer.state?.(this.#shapes) ?? {}).forEach((name, i) => {
        const value = state?.[name];
        if (value !== undefined) this.nonTrainableWeights[i]?.write(value);
      });
      return output;
    }

    override getConfig(): tf.serialization.ConfigDict {
      return { ...super.getConfig(), ...(this.#saved as unknown as tf.serialization.ConfigDict) };
    }

    #read(specs: object | undefined, variables: readonly { read(): tf.Tensor }[]): Record<string, tf.Tensor> {
      const names = Object.keys(specs ?? {});
      return Object.fromEntries(
        names.map((name, i) => [name, (variables[i] as { read(): tf.Tensor }).read()]),
      );
    }
  }
  tf.serialization.registerClass(ConvlabLayer);
  return (kind, ref, { name, seed = 0 }) => new ConvlabLayer({ kind, ref, seed, name });
}

/** Shapes of one example of each input. */
function exampleShapes(inputShape: tf.Shape | tf.Shape[]): readonly Shape[] {
  const shapes = Array.isArray(inputShape[0]) ? (inputShape as tf.Shape[]) : [inputShape as tf.Shape];
  return shapes.map((shape) => shape.slice(1) as number[]);
}
