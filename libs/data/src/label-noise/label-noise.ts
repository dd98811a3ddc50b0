import { ConvlabError, type ExampleSource, type Rng } from '@convlab/core';

/**
 * A source whose labels are partly replaced at random: for some of its examples, and those alone.
 *
 * Of `indices`, each label is replaced independently with probability `share` by a class drawn uniformly from all K; so
 * share / K of the labels are drawn anew and stay right by chance. What becomes of an example depends on the stream and its
 * index alone, not on the part that it is drawn in; and what a small share replaces, a larger one replaces alike.
 *
 * The source's `labels`, which splits and samples go by, stay the true ones: only what is read changes.
 *
 * @param indices  examples that may get another label; a training part, so that what judges stays true
 * @param share    probability in [0, 1]; at 0 the source itself is returned
 * @throws {ConvlabError} E_DATA_LABEL_NOISE when the share is out of range, or the examples have no classes
 * @see Zhang, Bengio, Hardt, Recht & Vinyals, Understanding deep learning requires rethinking generalization, ICLR 2017,
 *   section 2.1 ("partially corrupted labels").
 */
export function noisyLabels(
  source: ExampleSource,
  indices: Int32Array,
  share: number,
  rng: Rng,
): ExampleSource {
  requireShare(share);
  if (share === 0) return source;
  const { labels } = source;
  if (labels === undefined)
    throw new ConvlabError({
      code: 'E_DATA_LABEL_NOISE',
      message: 'Labels can be replaced at random in classification alone.',
      received: source.info.task,
      expected: 'a data set whose task is classification',
    });
  const noisy = replaced(labels, indices, source.info.numOutputs, share, rng);
  return {
    ...source,
    read: async (wanted) => {
      const batch = await source.read(wanted);
      return { ...batch, targets: wanted.map((index) => noisy[index] as number) };
    },
  };
}

function replaced(
  labels: Int32Array,
  indices: Int32Array,
  numClasses: number,
  share: number,
  rng: Rng,
): Int32Array {
  const chance = rng.fold('chance').uniform(labels.length);
  const drawn = rng.fold('class').integers(labels.length, numClasses);
  const noisy = labels.slice();
  for (const index of indices) if ((chance[index] as number) < share) noisy[index] = drawn[index] as number;
  return noisy;
}

function requireShare(share: number): void {
  if (share >= 0 && share <= 1) return;
  throw new ConvlabError({
    code: 'E_DATA_LABEL_NOISE',
    message: 'The share of random labels is out of range.',
    received: share,
    expected: 'a number from 0 to 1',
  });
}
