import type { ModelSource } from '../../networks/trained/load-model.ts';

/** Where the browser finds the weights of a run's best epoch. */
export function bestModel(runId: string, bestEpoch: number): ModelSource {
  return { address: modelAddress(runId), version: String(bestEpoch) };
}

/** Where the model file of a run's best epoch is downloaded. */
export function modelAddress(runId: string): string {
  return `/api/runs/${encodeURIComponent(runId)}/files/best`;
}
