/**
 * Whole numbers of items for each group and part, such that every cell is its exact share rounded down or up.
 *
 * Shares are `sizes[group] * fractions[part]`. Rows add up to the group's size. What rounding leaves over goes to the part
 * that is furthest behind its share of all groups so far, so that the parts' totals stay close to theirs as well.
 *
 * @param fractions  sum to 1
 */
export function apportion(sizes: readonly number[], fractions: readonly number[]): number[][] {
  const behind = fractions.map(() => 0);
  return sizes.map((size) => {
    const shares = fractions.map((fraction) => size * fraction);
    // 0.15 * 20 is 3 in arithmetic but 2.9999999999999996 or so in binary.
    const counts = shares.map((share) => Math.floor(share + 1e-9));
    const remainders = shares.map((share, part) => share - (counts[part] as number));
    let left = size - counts.reduce((sum, count) => sum + count, 0);
    remainders.forEach((remainder, part) => (behind[part] = (behind[part] as number) + remainder));
    const candidates = fractions
      .map((_, part) => part)
      .filter((part) => (remainders[part] as number) > 1e-9)
      .sort((a, b) => (behind[b] as number) - (behind[a] as number));
    for (const part of candidates) {
      if (left === 0) break;
      counts[part] = (counts[part] as number) + 1;
      behind[part] = (behind[part] as number) - 1;
      left--;
    }
    return counts;
  });
}
