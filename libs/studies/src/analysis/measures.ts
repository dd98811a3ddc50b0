import { bestError, finalError, gap, numEpochs, numWeights, trainError } from './run-values.ts';
import type { MeasureRule } from './table.ts';

/** Columns that many studies have. */
export const MEASURES = {
  validationError: { name: 'validation error', unit: 'share', of: finalError },
  bestError: { name: 'best validation error', unit: 'share', of: bestError },
  trainError: { name: 'training error', unit: 'share', of: trainError },
  gap: { name: 'gap', unit: 'share', of: gap },
  weights: { name: 'weights', unit: 'count', of: numWeights },
  epochs: { name: 'epochs', unit: 'count', of: numEpochs },
} as const satisfies Readonly<Record<string, MeasureRule>>;
