import type { ApiOutputs } from '../../client/api.ts';

/** Two runs on the same examples. */
export type Pair = Extract<ApiOutputs['compare']['pair'], { ok: true }>;
