import type { ApiInputs, ApiOutputs } from '../../client/api.ts';

/** How examples fared over the epochs of a run. */
export type FlipsOverview = NonNullable<ApiOutputs['flips']['overview']>;

/** Which examples are looked at. */
export type FlipKind = ApiInputs['flips']['examples']['kind'];

/** In the order of the choice. */
export const FLIP_KINDS = [
  'fixed',
  'broken',
  'forgotten',
  'never-right',
] as const satisfies readonly FlipKind[];
