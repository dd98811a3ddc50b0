import { runPanels, type PanelOutcome } from '@convlab/experiments';
import type { Workbench } from '@convlab/workbench';

const MAX_KNOWN = 200;
const OVER: ReadonlySet<string> = new Set(['finished', 'stopped-early', 'stopped', 'failed']);

/** What panels showed before, by installation, run and epoch. */
const known = new WeakMap<Workbench, Map<string, readonly PanelOutcome[]>>();

/** What the panels of an installation show of a run; computed once for each of its epochs. */
export async function storedPanels(workbench: Workbench, id: string): Promise<readonly PanelOutcome[]> {
  const run = await workbench.store.runs.require(id);
  const { started, attempt, epoch, status, plannedEpochs } = run;
  if (started === null || workbench.registry.plugins('panel').length === 0) return [];
  const cache = known.get(workbench) ?? new Map<string, readonly PanelOutcome[]>();
  known.set(workbench, cache);
  const key = `${id} ${attempt} ${epoch} ${status}`;
  const before = cache.get(key);
  if (before !== undefined) return before;
  const { runs } = workbench.store;
  const [epochs, layers] = await Promise.all([runs.epochs(id), runs.layers(id)]);
  const outcomes = runPanels(
    {
      task: started.task,
      rows: epochs.map(({ metrics }) => metrics),
      numExamples: started.numExamples,
      plannedEpochs: plannedEpochs ?? started.plannedEpochs,
      bestEpoch: run.bestEpoch,
      spec: { ...(run.spec as object) },
      epochMs: epochs.map(({ durationMs }) => durationMs),
      layers,
      ended: OVER.has(status),
    },
    workbench.registry,
  );
  const [oldest] = cache.keys();
  if (cache.size >= MAX_KNOWN && oldest !== undefined) cache.delete(oldest);
  cache.set(key, outcomes);
  return outcomes;
}
