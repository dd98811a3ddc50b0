import { standardError } from '@convlab/evaluation/standard-error';
import type { ApiOutputs } from '../../client/api.ts';

type Peer = ApiOutputs['runs']['peers']['peers'][number];

/** How a run errs for its size. */
export interface Placed {
  readonly id: string;
  readonly name: string;
  readonly weights: number;
  readonly validation: number;
  /** Of the fixed part of the training data; `null` where it was not measured. */
  readonly train: number | null;
}

/** Errors of runs by their sizes: shares that are wrong, or losses where there are no classes. */
export function placedPeers(peers: readonly Peer[], isError: boolean): Placed[] {
  const of = ({ bestMetrics }: Peer, split: string): number | null => {
    const value = bestMetrics[`${split}/${isError ? 'accuracy' : 'loss'}`];
    if (typeof value !== 'number') return null;
    return isError ? 1 - value : value;
  };
  return peers.flatMap((peer) => {
    const validation = of(peer, 'validation');
    const { id, name, numWeights } = peer;
    return validation === null
      ? []
      : [{ id, name, weights: numWeights, validation, train: of(peer, 'trainEval') }];
  });
}

/** Weight counts that differ by less than this are one size. */
const SAME_SIZE = 1.1;

/** What the position of a run among its peers says. */
export type Position =
  | { readonly kind: 'alone' }
  | { readonly kind: 'larger-is-better' | 'smaller-is-enough'; readonly other: Placed }
  | { readonly kind: 'right' };

/**
 * Whether another size did better: a larger one by more than `noise`, or a smaller one that errs no more than `noise` above.
 *
 * @param noise  how far apart two errors may be by chance
 */
export function positionOf(own: Placed, placed: readonly Placed[], noise: number): Position {
  const larger = best(placed.filter(({ weights }) => weights > own.weights * SAME_SIZE));
  const smaller = best(placed.filter(({ weights }) => weights * SAME_SIZE < own.weights));
  if (larger === undefined && smaller === undefined) return { kind: 'alone' };
  if (larger !== undefined && larger.validation < own.validation - noise)
    return { kind: 'larger-is-better', other: larger };
  if (smaller !== undefined && smaller.validation <= own.validation + noise)
    return { kind: 'smaller-is-enough', other: smaller };
  return { kind: 'right' };
}

function best(placed: readonly Placed[]): Placed | undefined {
  return placed.reduce<Placed | undefined>(
    (found, one) => (found === undefined || one.validation < found.validation ? one : found),
    undefined,
  );
}

/** Twice the standard error of the difference of two such shares: 2 √(2 e (1 − e) / n). */
export function differenceNoise(error: number, examples: number): number {
  return 2 * Math.SQRT2 * standardError(error, examples, 'classification');
}
