import { isConvlabError, type Result } from '@convlab/core';
import { resolveExperiment, type ResolvedExperiment } from '@convlab/experiments';
import type { Workbench } from '@convlab/workbench';

/** As `resolveExperiment`; data that only other machines have is fetched first. Nothing is fetched where the data are here. */
export async function resolveHere(
  { registry, fetchDataSets }: Workbench,
  written: unknown,
): Promise<Result<ResolvedExperiment>> {
  const result = resolveExperiment(written, registry);
  if (result.ok || !result.issues.some(({ code }) => code === 'E_DATA_MISSING' || code === 'E_DATA_CHECKSUM'))
    return result;
  try {
    await fetchDataSets(written);
  } catch (error) {
    if (isConvlabError(error)) return result;
    throw error;
  }
  return resolveExperiment(written, registry);
}
