/* More snapshots than can be told apart in a picture would only fill the database. */
const MAX_SNAPSHOTS = 40;

/**
 * Whether an epoch is the first, or the first after `before` in one of equal parts of the planned epochs: at most 40 are, evenly
 * spread, the last planned one among them. Depends on the plan alone, so an interruption changes nothing.
 *
 * @param before  the epoch before it that might have been kept; 0 where there is none
 */
export function beginsPart(epoch: number, before: number, plannedEpochs: number): boolean {
  const part = (at: number): number => Math.floor((at * (MAX_SNAPSHOTS - 1)) / Math.max(1, plannedEpochs));
  return before === 0 || part(epoch) > part(before);
}
