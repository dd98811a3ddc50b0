import type { ModelSource } from '../../networks/trained/load-model.ts';

/** Where the browser finds the weights of a run's best epoch. */
export function bestModel(runId: string, bestEpoch: number): ModelSource {
  return { address: modelAddress(runId), version: String(bestEpoch) };
}

/**
 * Where the browser finds the weights of a run's last checkpoint.
 *
 * @param version  tells one checkpoint from another of this run; the file itself says which it is
 */
export function lastModel(runId: string, version: string): ModelSource {
  return { address: fileAddress(runId, 'last'), version };
}

/** Where the model file of a run's best epoch is downloaded. */
export function modelAddress(runId: string): string {
  return fileAddress(runId, 'best');
}

function fileAddress(runId: string, file: 'best' | 'last'): string {
  return `/api/runs/${encodeURIComponent(runId)}/files/${file}`;
}
