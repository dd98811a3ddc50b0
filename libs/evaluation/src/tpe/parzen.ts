import type { Rng } from '@convlab/core';
import { upperNormalTail } from '../_internal/distributions.ts';

/** One bump of a density: a normal distribution cut off at 0 and 1. */
interface Component {
  readonly mean: number;
  readonly width: number;
  /** Its probability between 0 and 1 before the cut. */
  readonly mass: number;
}

/** A density on [0, 1]: the even mixture of its components. */
export type Parzen = readonly Component[];

/**
 * The adaptive Parzen estimator of points in [0, 1]: one bump at each, as wide as the distance to its farther neighbour (the
 * bounds count as neighbours), and one bump as wide as everything, the prior.
 */
export function parzenEstimator(points: readonly number[]): Parzen {
  const sorted = points.toSorted((a, b) => a - b);
  const narrowest = 1 / Math.min(100, sorted.length + 2);
  const bumps = sorted.map((mean, i) => {
    const left = mean - (sorted[i - 1] ?? 0);
    const right = (sorted[i + 1] ?? 1) - mean;
    return component(mean, Math.min(1, Math.max(narrowest, left, right)));
  });
  return [component(0.5, 1), ...bumps];
}

function component(mean: number, width: number): Component {
  return { mean, width, mass: upperNormalTail(-mean / width) - upperNormalTail((1 - mean) / width) };
}

/** The logarithm of the density at a place. */
export function logDensity(parzen: Parzen, place: number): number {
  const sum = parzen.reduce((total, { mean, width, mass }) => {
    const z = (place - mean) / width;
    return total + Math.exp(-0.5 * z * z) / (width * mass);
  }, 0);
  return Math.log(sum / parzen.length) - 0.5 * Math.log(2 * Math.PI);
}

/** A place drawn from the density. */
export function drawFrom(parzen: Parzen, rng: Rng): number {
  const [pick = 0] = rng.fold('component').uniform(1);
  const { mean, width } = parzen[Math.floor(pick * parzen.length)] as Component;
  // Every mean lies within the bounds, so that at least a third of the draws do, whatever the width up to 1.
  for (let round = 0; ; round++) {
    const inside = rng
      .fold(round)
      .normal(8, mean, width)
      .find((place) => place >= 0 && place < 1);
    if (inside !== undefined) return inside;
  }
}
