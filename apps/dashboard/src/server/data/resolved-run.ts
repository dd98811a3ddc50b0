import { ConvlabError } from '@convlab/core';
import type { ResolvedExperiment } from '@convlab/experiments';
import type { Workbench } from '@convlab/workbench';
import { resolveHere } from './resolve-here.ts';

/**
 * What a run trains, with its network as it is compiled here.
 *
 * @throws {ConvlabError} E_RUN_UNKNOWN; E_RUN_NETWORK when plugins that it was trained with are gone
 */
export async function resolvedRun(workbench: Workbench, id: string): Promise<ResolvedExperiment> {
  const { spec } = await workbench.store.runs.require(id);
  const result = await resolveHere(workbench, spec);
  if (result.ok) return result.value;
  throw new ConvlabError({
    code: 'E_RUN_NETWORK',
    message: `The network of this run cannot be built any more: ${result.issues[0]?.message ?? ''}`,
    expected: 'the plugins that it was trained with',
    hint: 'Install them again and restart the server.',
  });
}
