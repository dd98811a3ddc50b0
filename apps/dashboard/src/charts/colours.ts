import type { Dash } from './points.ts';

/**
 * Ten hues for runs, on light and on dark surfaces.
 *
 * Chosen by annealing so that any two differ by at least 10 (CIE 1976 ΔE) also for people with protanopia, deuteranopia or
 * tritanopia (Machado et al., 2009), and each by at least 3 : 1 from the surface.
 */
export const RUN_HUES = {
  light: [
    '#0b6cb5',
    '#c2410c',
    '#00836a',
    '#cc0df2',
    '#ae8142',
    '#130d59',
    '#e40c66',
    '#813131',
    '#1609aa',
    '#983a80',
  ],
  dark: [
    '#6bb3ee',
    '#ff9a62',
    '#2fb594',
    '#c12af4',
    '#e3fa9e',
    '#fbbbe1',
    '#cc3359',
    '#f20d0d',
    '#a0f42a',
    '#bd51ab',
  ],
} as const;

/** The colour of a run, from the index that is stored with it: the same on every page. */
export function runColour(index: number): string {
  return `var(--run-${((index % 10) + 10) % 10})`;
}

/** How the measurements of a run are told apart: the colour is the run's. */
export const SPLIT_DASHES: Readonly<Record<'validation' | 'trainEval' | 'train', Dash>> = {
  validation: 'solid',
  trainEval: 'dashed',
  train: 'dotted',
};

/** SVG dash patterns. */
export const DASH_ARRAYS: Readonly<Record<Dash, string | undefined>> = {
  solid: undefined,
  dashed: '6 4',
  dotted: '1.5 4',
};
