/** Which axes of [N, H, W, C] a normalization averages over. */
export interface Averages {
  readonly axes: readonly ('N' | 'H' | 'W' | 'C')[];
  readonly channelGroups?: number | undefined;
}

/** One value of a batch of feature maps. */
export interface Unit {
  readonly n: number;
  readonly h: number;
  readonly w: number;
  readonly c: number;
}

/** Whether two values are normalized with the same mean: they may differ only along the axes that are averaged over. */
export function sharesMean(averages: Averages, one: Unit, other: Unit, channels: number): boolean {
  const over = (axis: Averages['axes'][number]): boolean => averages.axes.includes(axis);
  const groups = averages.channelGroups ?? 1;
  const group = (c: number): number => Math.floor((c * groups) / channels);
  const sameChannel = over('C') ? group(one.c) === group(other.c) : one.c === other.c;
  return (
    sameChannel &&
    (over('N') || one.n === other.n) &&
    (over('H') || one.h === other.h) &&
    (over('W') || one.w === other.w)
  );
}
