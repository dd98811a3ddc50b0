import {
  ConvlabError,
  numElements,
  type Augmentation,
  type AugmentationContext,
  type DataSetInfo,
  type ExampleSource,
  type HostBatch,
  type PixelMap,
  type Rng,
} from '@convlab/core';
import { resampleBatch } from '../_internal/resample-batch.ts';
import type { Fill } from '../_internal/resample.ts';

/** How examples are augmented. */
export interface AugmentationSettings {
  /** Applied in their order. */
  readonly augmentations: readonly Augmentation[];
  /** The same stream for all epochs; each example and epoch has its own under it. */
  readonly rng: Rng;
  /** Number of the epoch, from 1. */
  readonly epoch: number;
  /** What stands outside an image that was moved; its edge when left out. */
  readonly fill?: Fill;
}

/**
 * A source whose examples are changed at random as they are read: for the training part only, and before scaling.
 *
 * Geometry of all augmentations is composed and each image resampled once, bilinearly; then values change, then examples of
 * the batch are mixed. What happens to an example depends on the stream, the epoch and its index alone, not on the batch or
 * on who reads it; mixing depends on the batch as well.
 *
 * @throws {ConvlabError} E_DATA_AUGMENT when an augmentation needs images, or a range of values, that the data set lacks
 */
export function augmentedSource(source: ExampleSource, settings: AugmentationSettings): ExampleSource {
  const { augmentations } = settings;
  if (augmentations.length === 0) return source;
  const context = contextOf(source.info, augmentations);
  const epochRng = settings.rng.fold('augment').fold(settings.epoch);
  return {
    ...source,
    read: async (indices) => {
      const batch = await source.read(indices);
      const changed = changeExamples(batch, indices, settings, context, epochRng);
      return mixExamples(
        changed,
        indices,
        augmentations,
        { ...context, numOutputs: source.info.numOutputs },
        epochRng,
      );
    },
  };
}

/**
 * What an example may look like: its augmented forms in the first `count` epochs.
 *
 * Augmentations that mix examples take no part. Each is one example, row-major.
 *
 * @throws {ConvlabError} E_DATA_AUGMENT, E_DATA_INDEX
 */
export async function previewAugmentation(
  source: ExampleSource,
  index: number,
  settings: Omit<AugmentationSettings, 'epoch'>,
  count: number,
): Promise<Float32Array[]> {
  const augmentations = settings.augmentations.map(({ mix: _mixing, ...rest }): Augmentation => rest);
  const epochs = Array.from({ length: count }, (_, i) => i + 1);
  const batches = epochs.map((epoch) =>
    augmentedSource(source, { ...settings, augmentations, epoch }).read(Int32Array.of(index)),
  );
  return (await Promise.all(batches)).map(({ inputs }) => inputs);
}

function contextOf(info: DataSetInfo, augmentations: readonly Augmentation[]): AugmentationContext {
  const { inputShape, inputRange } = info;
  if (augmentations.some(({ geometry }) => geometry !== undefined) && inputShape.length !== 3) {
    throw new ConvlabError({
      code: 'E_DATA_AUGMENT',
      message: 'Only images can be moved, turned or bent.',
      received: inputShape,
      expected: 'examples of shape [H, W, C]',
    });
  }
  if (augmentations.some(({ values }) => values !== undefined) && inputRange === undefined) {
    throw new ConvlabError({
      code: 'E_DATA_AUGMENT',
      message: 'How far values may change is a share of their range, which this data set does not state.',
      expected: 'a data set with an inputRange',
      hint: 'Augment before scaling.',
    });
  }
  return { shape: inputShape, range: inputRange ?? [0, 1] };
}

function changeExamples(
  batch: HostBatch,
  indices: Int32Array,
  { augmentations, fill = 'edge' }: AugmentationSettings,
  context: AugmentationContext,
  epochRng: Rng,
): HostBatch {
  const size = numElements(context.shape);
  const streams = Array.from(indices, (index) => epochRng.fold(index));
  const moves = augmentations.some(({ geometry }) => geometry !== undefined);
  const inputs = moves
    ? resampleBatch(
        batch.inputs,
        context.shape,
        streams.map((rng) => stepsOf(augmentations, context, rng)),
        fill,
      )
    : batch.inputs;
  streams.forEach((rng, i) => {
    const example = inputs.subarray(i * size, (i + 1) * size);
    augmentations.forEach((one, k) => one.values?.(example, context, rng.fold(k)));
  });
  return { ...batch, inputs };
}

/** The last augmentation's change is undone first on the way back to the original. */
function stepsOf(augmentations: readonly Augmentation[], context: AugmentationContext, rng: Rng): PixelMap[] {
  return augmentations
    .map((one, k) => one.geometry?.(context, rng.fold(k)) ?? [])
    .toReversed()
    .flat();
}

function mixExamples(
  batch: HostBatch,
  indices: Int32Array,
  augmentations: readonly Augmentation[],
  context: AugmentationContext & { readonly numOutputs: number },
  epochRng: Rng,
): HostBatch {
  const first = indices[0];
  if (first === undefined) return batch;
  return augmentations.reduce(
    (mixed, one, k) => one.mix?.(mixed, context, epochRng.fold('mix').fold(first).fold(k)) ?? mixed,
    batch,
  );
}
