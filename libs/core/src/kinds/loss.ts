import type { Tensor } from '@tensorflow/tfjs';

/** What a network is trained for. */
export type Task = 'classification' | 'multi-label' | 'regression';

/** A loss: average over the batch, from raw outputs (logits), numerically stable. */
export interface Loss {
  readonly tasks: readonly Task[];
  /**
   * The mean loss over a batch. Scalar.
   *
   * @param outputs  raw outputs of the network, [N, numOutputs]
   * @param targets  class indices [N] int32 for classification, or probabilities [N, numOutputs]; [N, numOutputs] float32 otherwise
   * @param options.training  training-only terms such as label smoothing apply
   */
  loss(outputs: Tensor, targets: Tensor, options: { readonly training: boolean }): Tensor;
  /** What the raw outputs stand for: probabilities [N, numOutputs] (softmax or sigmoid), or the values themselves. */
  predictions(outputs: Tensor): Tensor;
}
