import { readPanelResult, type Panel, type PanelRun } from '@convlab/core';
import type { Check } from '../conformance-case/conformance-case.ts';
import { each, is } from './each-case.ts';
import { fail } from './fail.ts';
import { RUNS } from './run-records.ts';

const LAYER = {
  layer: 'conv1',
  gradientNorm: 0.1,
  activationStd: 1,
  deadShare: 0,
  weightZeroShare: null,
};

/** Runs as they come, with and without a look at their layers, going on and over. */
const PANEL_RUNS: readonly PanelRun[] = RUNS.flatMap((facts) => {
  const run = { ...facts, spec: {}, epochMs: facts.rows.map((_, i) => 900 + i), layers: [], ended: false };
  const layers = facts.rows.map((_, i) => ({ epoch: i + 1, layers: [LAYER] }));
  return [run, { ...run, layers, ended: true }];
});

/** Checks of panels. */
export const panelChecks: readonly Check[] = [
  {
    name: 'asks a question, and stands in a part of the page',
    appliesTo: is('panel'),
    run: each('panel', ({ question, place }: Panel) => {
      if (question.trim() === '') fail('It asks nothing.');
      if (!PLACES.has(place)) fail('There is no such place.', place);
    }),
  },
  {
    name: 'gives a chart of any record or nothing, the same each time',
    appliesTo: is('panel'),
    run: each('panel', chartsOfAnything),
  },
];

const PLACES: ReadonlySet<string> = new Set<Panel['place']>(['live', 'generalization', 'errors', 'inside']);

function chartsOfAnything(panel: Panel): void {
  for (const run of PANEL_RUNS) {
    const once = (): string => {
      const result = panel.compute(run);
      return JSON.stringify(result === undefined ? null : readPanelResult(result));
    };
    if (once() !== once()) fail(`Of ${run.rows.length} epochs, it shows something else the second time.`);
  }
}
