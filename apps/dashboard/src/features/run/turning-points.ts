import type { Evidence } from '@convlab/evaluation';

/** A check that could turn, and how near it is to that. */
export interface TurningPoint {
  readonly evidence: Evidence;
  /** Distance of the value from its limit, as a share of the limit or of the noise, whichever is larger. */
  readonly distance: number;
}

const SHOWN = 3;

/** The checks that are nearest to turning: what would change a verdict first. */
export function turningPoints(evidence: readonly Evidence[]): TurningPoint[] {
  return evidence
    .flatMap((row): TurningPoint[] => {
      const { value, threshold, noise, outcome } = row;
      if (outcome === 'skipped' || value === null || threshold === null) return [];
      const scale = Math.max(Math.abs(threshold), noise ?? 0);
      return scale === 0 ? [] : [{ evidence: row, distance: Math.abs(value - threshold) / scale }];
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SHOWN);
}
