import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import { isNativeBackend, runNativeAll } from '../../_internal/ops/native.ts';

/** Options of {@link softmaxCrossEntropy}. */
export interface SoftmaxCrossEntropyOptions {
  /** Share of each target spread evenly over all classes, in [0, 1). Default 0. */
  labelSmoothing?: number;
  /** Factor per class, [C]. */
  classWeights?: tf.Tensor1D;
}

/**
 * Softmax cross-entropy from logits, per example, in nats.
 *
 * loss_i = -sum_c w_c · t_ic · log softmax(logits_i)_c, t = (1 - labelSmoothing) · labels + labelSmoothing / C
 *
 * The gradient is made in the same pass; it does not flow into labels.
 * Shapes: logits [N, C], labels [N, C] probabilities or [N] class numbers (int32) -> [N]
 * @throws {BackendError} E_OP_LABELS when the shapes do not fit, E_OP_SMOOTHING outside [0, 1).
 * @see Szegedy et al., "Rethinking the Inception architecture", CVPR 2016, section 7 (label smoothing).
 */
export function softmaxCrossEntropy(
  logits: tf.Tensor2D,
  labels: tf.Tensor,
  options: SoftmaxCrossEntropyOptions = {},
): tf.Tensor1D {
  const { labelSmoothing = 0, classWeights } = options;
  const [rows, classes] = logits.shape;
  check(logits, labels, options);
  return tf.tidy(() => {
    const targets = labels.rank === 1 ? tf.oneHot(labels, classes) : labels;
    const probabilities = tf.cast(targets, 'float32');
    if (isNativeBackend() && rows * classes > 0) {
      const inputs = { logits, labels: probabilities, ...(classWeights ? { weights: classWeights } : {}) };
      return runNativeAll('ConvlabSoftmaxCrossEntropy', inputs, { labelSmoothing })[0] as tf.Tensor1D;
    }
    const smoothed = tf.add(tf.mul(probabilities, 1 - labelSmoothing), labelSmoothing / classes);
    const weighted = classWeights ? tf.mul(smoothed, classWeights) : smoothed;
    return tf.neg(tf.sum<tf.Tensor1D>(tf.mul(weighted, tf.logSoftmax(logits)), 1));
  });
}

function check(
  logits: tf.Tensor2D,
  labels: tf.Tensor,
  { labelSmoothing = 0, classWeights }: SoftmaxCrossEntropyOptions,
): void {
  const [rows, classes] = logits.shape;
  const isClasses = labels.rank === 1 && labels.shape[0] === rows && labels.dtype === 'int32';
  const isProbabilities = labels.rank === 2 && tf.util.arraysEqual(labels.shape, logits.shape);
  if (!isClasses && !isProbabilities) {
    throw new BackendError(
      'E_OP_LABELS',
      `labels of shape [${labels.shape.join(', ')}], type ${labels.dtype}.`,
      {
        received: labels.shape,
        expected: `[${rows}, ${classes}] probabilities, or [${rows}] int32 classes`,
      },
    );
  }
  if (classWeights && classWeights.size !== classes) {
    throw new BackendError('E_OP_LABELS', `${classWeights.size} class weights.`, {
      received: classWeights.shape,
      expected: `[${classes}]`,
    });
  }
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new BackendError('E_OP_SMOOTHING', `labelSmoothing is ${labelSmoothing}.`, {
      received: labelSmoothing,
      expected: 'a number in [0, 1)',
    });
  }
}
