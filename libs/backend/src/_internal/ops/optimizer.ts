import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import type { OptimizerAttrs } from '../op-kernels/optimizer.ts';
import { isNativeBackend, runNativeAll } from './native.ts';

/** Options that the optimizer ops share. */
export interface DonateOptions {
  /**
   * The state was given away: its memory is reused for the next one where no other tensor shares it, so its old values may be
   * gone. The caller disposes the old tensors as ever. Default false.
   */
  donate?: boolean;
}

/** Tensors per weight, by the role they play. */
type Columns = Record<string, readonly tf.Tensor[]>;

/**
 * Runs an optimizer kernel over all weights; undefined where it has to be composed.
 *
 * @returns per output, one tensor per weight
 */
export function runOptimizer(
  name: string,
  columns: Columns,
  attrs: Omit<OptimizerAttrs, 'count'> & Record<string, unknown>,
): tf.Tensor[][] | undefined {
  checkColumns(columns);
  const gradients = columns['g'] ?? [];
  const isCovered = Object.values(columns).every((tensors) =>
    tensors.every(({ dtype, size }) => dtype === 'float32' && size > 0),
  );
  if (!isNativeBackend() || !isCovered || gradients.length === 0) return undefined;
  const inputs = Object.fromEntries(
    Object.entries(columns).flatMap(([role, tensors]) => tensors.map((t, i) => [`${role}${i}`, t] as const)),
  );
  const results = runNativeAll(name, inputs, { ...attrs, count: gradients.length });
  // The update, then the successor of each state.
  const width = Object.keys(columns).length;
  return Array.from({ length: width }, (_, column) =>
    gradients.map((_g, i) => results[i * width + column] as tf.Tensor),
  );
}

function checkColumns(columns: Columns): void {
  const [first = [], ...others] = Object.values(columns);
  for (const tensors of others) {
    const fits =
      tensors.length === first.length &&
      tensors.every(({ shape }, i) => tf.util.arraysEqual(shape, first[i]?.shape ?? []));
    if (fits) continue;
    throw new BackendError('E_OP_STATE', 'gradients and state do not belong together.', {
      received: tensors.map(({ shape }) => shape),
      expected: `shapes ${JSON.stringify(first.map(({ shape }) => shape))}`,
    });
  }
}
