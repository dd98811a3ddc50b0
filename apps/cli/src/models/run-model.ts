import { ConvlabError, type Registry } from '@convlab/core';
import { requireExperiment } from '@convlab/experiments';
import { openStore, type StoreLocation } from '@convlab/store';
import { restoreModel, type TrainedModel } from './trained-model.ts';

/**
 * The weights of a run's best epoch. The caller owns the tensors.
 *
 * @throws {ConvlabError} E_STORE_LOCKED while a dashboard has the folder; E_RUN_UNKNOWN; E_RUN_WEIGHTS before the first epoch
 */
export async function readRunModel(
  id: string,
  location: StoreLocation,
  registry: Registry,
): Promise<TrainedModel> {
  const store = await openStore(location);
  try {
    const run = await store.runs.get(id);
    if (run === undefined) {
      throw new ConvlabError({
        code: 'E_RUN_UNKNOWN',
        message: 'There is neither a file nor a run of that name',
        received: id,
        expected: 'a model file, or the id of a run as its page in the dashboard has it',
        hint: 'Say with --data where the dashboard keeps its database.',
      });
    }
    const best = await store.artifacts.read(id, 'best');
    if (best === undefined) {
      throw new ConvlabError({
        code: 'E_RUN_WEIGHTS',
        message: `Run ${id} has no weights yet`,
        received: run.status,
        expected: 'a run that has finished an epoch',
      });
    }
    return restoreModel(best.data, requireExperiment(run.spec, registry).network);
  } finally {
    await store.close();
  }
}
