import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import { composeActivation, type FusedActivation } from '../../_internal/ops/activation.ts';
import { isNativeBackend, runNative } from '../../_internal/ops/native.ts';

/**
 * Bias and activation in one pass, forward and backward.
 *
 * y = activation(x + bias)
 *
 * Shapes: x [..., C], bias [C] -> like x
 * @throws {BackendError} E_OP_BIAS when the bias is not [C].
 */
export function biasActivation<T extends tf.Tensor>(
  x: T,
  bias: tf.Tensor1D,
  activation: FusedActivation = 'linear',
): T {
  if (bias.rank !== 1 || bias.size !== x.shape.at(-1)) {
    throw new BackendError(
      'E_OP_BIAS',
      `a bias of shape [${bias.shape.join(', ')}] for x [${x.shape.join(', ')}].`,
      {
        received: bias.shape,
        expected: `[${x.shape.at(-1) ?? ''}]`,
      },
    );
  }
  if (isNativeBackend() && x.size > 0) return runNative('ConvlabBiasActivation', { x, bias }, { activation });
  return tf.tidy(() => composeActivation(tf.add<T>(x, bias), activation));
}
