import type { CompleteSpec } from '@convlab/experiments';

/** What of a complete experiment decides how much an epoch of its training has to do. */
export type WorkPart = Pick<CompleteSpec, 'network' | 'regularizers' | 'data' | 'training'>;

/**
 * A text that is the same for trainings whose updates do the same work: of the same network on the same data in batches of the same
 * size. Rates, seeds, epochs, splits and shares of the data make no difference to it.
 */
export function workKey({ network, regularizers, data, training }: WorkPart): string {
  const { set, scale, augment } = data;
  return JSON.stringify(sorted([network, regularizers, set, scale, augment, training.batchSize]));
}

/* Configurations keep the order in which they were written, and databases have one of their own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
