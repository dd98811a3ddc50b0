import { ConvlabError, type ExampleSource, type Rng } from '@convlab/core';

/**
 * The examples of each class in random order; without labels one group of all.
 *
 * @throws {ConvlabError} E_DATA_EMPTY_CLASS when a class of the data set has no example among `indices`
 */
export function shuffledGroups(source: ExampleSource, indices: Int32Array, rng: Rng): Int32Array[] {
  const groups = groupByClass(source, indices);
  return groups.map((group, i) => {
    const order = rng.fold(i).permutation(group.length);
    return order.map((position) => group[position] as number);
  });
}

function groupByClass({ labels, info }: ExampleSource, indices: Int32Array): Int32Array[] {
  if (labels === undefined) return [indices];
  const groups = Array.from({ length: info.numOutputs }, (): number[] => []);
  for (const index of indices) groups[labels[index] as number]?.push(index);
  const empty = groups.findIndex((group) => group.length === 0);
  if (empty !== -1) {
    throw new ConvlabError({
      code: 'E_DATA_EMPTY_CLASS',
      message: `Class "${info.outputNames[empty] ?? empty}" has no example.`,
      expected: 'at least one example of every class',
      hint: 'Leave the class out of the data set, or add examples of it.',
    });
  }
  return groups.map((group) => Int32Array.from(group));
}

/** All indices of a source in their order. */
export function allIndices(source: ExampleSource): Int32Array {
  return Int32Array.from({ length: source.length }, (_, i) => i);
}

/** Joins groups of indices and shuffles them, so that any prefix is a random sample. */
export function joinShuffled(groups: readonly Int32Array[], rng: Rng): Int32Array {
  const joined = Int32Array.from(groups.flatMap((group) => [...group]));
  const order = rng.permutation(joined.length);
  return order.map((position) => joined[position] as number);
}
