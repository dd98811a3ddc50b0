import type { Predictions } from '@convlab/core';

/** Index of the largest output of example `row`; the first among equals. */
export function argMax({ outputs, numOutputs }: Predictions, row: number): number {
  const start = row * numOutputs;
  let best = 0;
  for (let k = 1; k < numOutputs; k++) {
    if ((outputs[start + k] as number) > (outputs[start + best] as number)) best = k;
  }
  return best;
}
