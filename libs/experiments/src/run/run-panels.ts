import {
  readPanelResult,
  type PanelPlace,
  type PanelResult,
  type PanelRun,
  type Registry,
} from '@convlab/core';

/** What became of one panel for one run. */
export type PanelOutcome = {
  readonly id: string;
  /** The question, or the plugin's title where it could not even be asked. */
  readonly question: string;
  readonly place: PanelPlace;
} & ({ readonly result: PanelResult } | { readonly error: string });

/**
 * What the panels of a registry show of a run, each with its defaults: a pure function of the record. Panels that have nothing
 * to show of it are left out.
 *
 * A panel that fails, or gives what is no chart, is named with the reason in its own place, and costs nothing else.
 */
export function runPanels(run: PanelRun, registry: Registry): readonly PanelOutcome[] {
  return registry.plugins('panel').flatMap(({ id, title }): readonly PanelOutcome[] => {
    let [question, place]: [string, PanelPlace] = [title, 'live'];
    try {
      const panel = registry.create('panel', { id });
      [question, place] = [panel.question, panel.place];
      const result = panel.compute(run);
      return result === undefined ? [] : [{ id, question, place, result: readPanelResult(result) }];
    } catch (error) {
      return [{ id, question, place, error: error instanceof Error ? error.message : String(error) }];
    }
  });
}
