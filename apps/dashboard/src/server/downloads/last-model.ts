import { ConvlabError } from '@convlab/core';
import { modelOfCheckpoint } from '@convlab/training';
import type { Workbench } from '@convlab/workbench';
import { resolvedRun } from '../data/resolved-run.ts';

/** The name of the file that holds the model of a run's last checkpoint. It is made when it is asked for, and kept nowhere. */
export const LAST_MODEL = 'last';

/**
 * The model of a run's last checkpoint, as a file that stands alone as that of its best epoch does.
 *
 * @throws {ConvlabError} E_RUN_UNKNOWN; E_FILE_UNKNOWN before there is a checkpoint; E_RUN_NETWORK when its network cannot be built
 *   any more
 */
export async function lastModel(workbench: Workbench, id: string): Promise<Uint8Array> {
  const { network } = await resolvedRun(workbench, id);
  const checkpoint = await workbench.store.artifacts.read(id, 'latest');
  if (checkpoint === undefined)
    throw new ConvlabError({
      code: 'E_FILE_UNKNOWN',
      message: 'The run has no checkpoint',
      received: LAST_MODEL,
      expected: 'a run that has finished an epoch',
    });
  return modelOfCheckpoint(checkpoint.data, network);
}
