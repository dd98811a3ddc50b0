/** A trial between what it costs and how much it errs; less is better of both. */
export interface Weighed {
  readonly number: number;
  readonly cost: number;
  readonly error: number;
}

/** Those that nothing beats: who errs less costs more. By rising cost; of equals the one that was tried first. */
export function paretoFront(weighed: readonly Weighed[]): Weighed[] {
  const inOrder = weighed.toSorted(byCost);
  let least = Infinity;
  return inOrder.filter(({ error }) => {
    if (error >= least) return false;
    least = error;
    return true;
  });
}

function byCost(a: Weighed, b: Weighed): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  return a.error === b.error ? a.number - b.number : a.error - b.error;
}

/**
 * The cheapest of a front whose error is at most one standard error above the least: what is saved costs nothing that could be
 * measured.
 */
export function cheapestWithin(front: readonly Weighed[], standardError: number): Weighed | undefined {
  const best = front.at(-1);
  return best === undefined ? undefined : front.find(({ error }) => error <= best.error + standardError);
}

/**
 * The knee of a front: where the gain per cost falls off most, the point farthest below the line from its cheapest to its best, with
 * both axes from 0 to 1. `undefined` with fewer than three points.
 *
 * @see Satopää et al., "Finding a 'Kneedle' in a Haystack", ICDCS Workshops 2011.
 */
export function kneeOf(front: readonly Weighed[]): Weighed | undefined {
  const [first, last] = [front[0], front.at(-1)];
  if (first === undefined || last === undefined || front.length < 3) return undefined;
  const below = ({ cost, error }: Weighed): number =>
    1 - (cost - first.cost) / (last.cost - first.cost) - (error - last.error) / (first.error - last.error);
  return front.reduce((best, one) => (below(one) > below(best) ? one : best));
}
