import type { EffectRule } from './effect.ts';
import { minus } from './run-values.ts';
import type { RunValue } from './runs.ts';

/**
 * The effect `first less second`: of two arms, the value of one less that of the other within each seed.
 *
 * @param what   the value in words
 * @param above  what the claim asks for, in the value's own unit
 */
export function difference(
  what: string,
  [first, second]: readonly [string, string],
  of: RunValue,
  above = 0,
  unit: EffectRule['unit'] = 'points',
): EffectRule {
  return {
    name: `${what}, ${first} less ${second}`,
    unit,
    above,
    of: (seed) => minus(seed.value(first, of), seed.value(second, of)),
  };
}

/** The effect `first by second`: how many times the value of one arm that of another is, within each seed. */
export function ratio(
  what: string,
  [first, second]: readonly [string, string],
  of: RunValue,
  above = 1,
): EffectRule {
  return {
    name: `${what}, ${first} by ${second}`,
    unit: 'factor',
    above,
    of: (seed) => {
      const [a, b] = [seed.value(first, of), seed.value(second, of)];
      return a === null || b === null || b === 0 ? null : a / b;
    },
  };
}
