import { ConvlabError, numElements, type Augmentation, type ExampleSource, type Rng } from '@convlab/core';
import { augmentedSource, type AugmentationSettings } from '../augment/augment.ts';

/** How examples are perturbed. */
export interface PerturbationSettings extends Pick<AugmentationSettings, 'fill'> {
  /** Applied in their order; none of them may mix examples. */
  readonly perturbations: readonly Augmentation[];
  /** What becomes of an example depends on this stream and its index alone. */
  readonly rng: Rng;
}

/**
 * A source whose examples are changed at random once and for all: for some of its examples, and those alone.
 *
 * For parts that judge: what does a network bear that it was not trained on? Every reading of an example is the same, so
 * that epochs and networks are judged on the same images.
 *
 * @param indices  examples that are changed; not those of a training part, which augmentation is for
 * @throws {ConvlabError} E_DATA_AUGMENT when a perturbation mixes examples, or needs images, or a range of values, that the
 *   data set lacks
 * @see Hendrycks & Dietterich, Benchmarking neural network robustness to common corruptions and perturbations, ICLR 2019.
 */
export function perturbedSource(
  source: ExampleSource,
  indices: Int32Array,
  { perturbations, rng, ...rest }: PerturbationSettings,
): ExampleSource {
  if (perturbations.length === 0) return source;
  requireUnmixed(perturbations);
  const changed = augmentedSource(source, { augmentations: perturbations, rng, epoch: 1, ...rest });
  const held = new Set(indices);
  const size = numElements(source.info.inputShape);
  return {
    ...source,
    read: async (wanted) => {
      const places = Array.from(wanted.keys()).filter((at) => held.has(wanted[at] as number));
      if (places.length === 0) return source.read(wanted);
      if (places.length === wanted.length) return changed.read(wanted);
      const batch = await source.read(wanted);
      const { inputs: perturbed } = await changed.read(Int32Array.from(places, (at) => wanted[at] as number));
      const inputs = batch.inputs.slice();
      places.forEach((at, i) => inputs.set(perturbed.subarray(i * size, (i + 1) * size), at * size));
      return { ...batch, inputs };
    },
  };
}

function requireUnmixed(perturbations: readonly Augmentation[]): void {
  const mixing = perturbations.findIndex(({ mix }) => mix !== undefined);
  if (mixing === -1) return;
  throw new ConvlabError({
    code: 'E_DATA_AUGMENT',
    message: 'Examples that a network is judged on cannot be mixed.',
    received: `perturbation ${mixing + 1}, which mixes examples`,
    expected: 'changes of single examples, such as translate or noise',
  });
}
