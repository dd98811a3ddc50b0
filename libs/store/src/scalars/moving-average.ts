/** The sum of some values that follow one another, and how many they are; those that are not numbers are left out. */
export interface Stretch {
  readonly sum: number;
  readonly count: number;
}

/**
 * The exponential moving average after each stretch of a curve: `m ← βm + (1 − β)x` from 0 on, divided by `1 − βᵗ` after t values,
 * which corrects for the start (Kingma & Ba 2015, arXiv:1412.6980, §3).
 *
 * Of stretches with one value each it is exact. A longer one counts as that many values equal to their mean: no value is left out, and
 * what is lost is their order within the stretch, which the average forgets within it where `β` to the power of its length is small.
 *
 * @param decay β, at least 0 and below 1: 0 keeps each stretch as it is
 * @returns `null` until there is a number
 */
export function movingAverages(stretches: readonly Stretch[], decay: number): (number | null)[] {
  let biased = 0;
  let weight = 0;
  return stretches.map(({ sum, count }) => {
    if (count > 0) {
      const kept = decay ** count;
      biased = kept * biased + (1 - kept) * (sum / count);
      weight = kept * weight + (1 - kept);
    }
    return weight === 0 ? null : biased / weight;
  });
}

/** After so many values the average has forgotten all but a thousandth of what was before. */
export function memoryOf(decay: number): number {
  return decay === 0 ? 0 : Math.ceil(Math.log(1e-3) / Math.log(decay));
}
