import type { ApiInputs, ApiOutputs } from '../../client/api.ts';
import { flipsTexts as t } from '../../texts/flips-texts.ts';

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

/** What flipped, in a sentence. */
export function describeFlips(overview: FlipsOverview): string {
  const { epochs, since, numExamples, forgotten, mostForgotten } = overview;
  const last = epochs.at(-1);
  if (last === undefined) return t.empty;
  if (epochs.length === 1) return t.single(last.epoch, last.wrong, numExamples);
  return t.answer({
    since,
    last: last.epoch,
    wrongThen: epochs.find(({ epoch }) => epoch === since)?.wrong ?? 0,
    fixed: last.fixed ?? 0,
    broken: last.broken ?? 0,
    neverRight: last.neverRight,
    numExamples,
    forgotten,
    mostForgotten,
  });
}
