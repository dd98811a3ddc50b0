import { ConvlabError, type Registry } from '@convlab/core';
import { requireExperiment } from '@convlab/experiments';
import type { Store } from '@convlab/store';
import { fetchDataSets } from '../data-sets/fetch-data-sets.ts';
import { requireMemory } from '../memory/require-memory.ts';

/**
 * Has a run that is over go on for some epochs more, from its last checkpoint.
 *
 * Schedules that reach over the whole training see its new length. A run that was stopped early by its own rule goes on without that
 * rule, as it would end at once again.
 *
 * @param epochs  how many more
 * @throws {ConvlabError} E_RUN_UNKNOWN, E_RUN_STATE while it is not over, E_RUN_SPEC when its experiment cannot be read
 */
export async function continueRun(
  store: Store,
  registry: Registry,
  id: string,
  epochs: number,
): Promise<{ readonly plannedEpochs: number }> {
  const run = await store.runs.require(id);
  const plannedEpochs = run.epoch + epochs;
  const written = withEpochs(run.spec, plannedEpochs, run.status === 'stopped-early');
  await fetchDataSets(store, registry, written);
  const experiment = requireExperiment(written, registry);
  requireMemory(experiment, registry);
  await store.runs.continue(id, { spec: experiment.spec, plannedEpochs });
  return { plannedEpochs };
}

function withEpochs(spec: unknown, epochs: number, stoppedEarly: boolean): unknown {
  if (!isObject(spec) || !isObject(spec['training'])) throw unreadable();
  const { earlyStopping, ...training } = spec['training'];
  const rule = stoppedEarly || earlyStopping === undefined ? {} : { earlyStopping };
  return { ...spec, training: { ...training, ...rule, epochs } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(): ConvlabError {
  return new ConvlabError({
    code: 'E_RUN_SPEC',
    message: 'The run was not made from an experiment of ConvLab',
    expected: 'a stored experiment with its training settings',
  });
}
