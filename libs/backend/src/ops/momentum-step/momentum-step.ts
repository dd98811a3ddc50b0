import * as tf from '@tensorflow/tfjs';
import { runOptimizer, type DonateOptions } from '../../_internal/ops/optimizer.ts';

/** Options of {@link momentumStep}. */
export interface MomentumStepOptions extends DonateOptions {
  /** Share of the trace that goes on. */
  decay: number;
  /** Look one step ahead. Default false. */
  nesterov?: boolean;
}

/** What {@link momentumStep} gives; the caller owns the tensors. */
export interface MomentumStepResult {
  updates: tf.Tensor[];
  traces: tf.Tensor[];
}

/**
 * Momentum of all weights in one call.
 *
 * trace <- decay · trace + g; update = trace, or g + decay · trace with nesterov
 *
 * Shapes: each trace and update as its gradient.
 * @throws {BackendError} E_OP_STATE when gradients and traces differ in number or shape
 * @see Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013; the form is
 * PyTorch's, with the learning rate outside.
 */
export function momentumStep(
  gradients: readonly tf.Tensor[],
  traces: readonly tf.Tensor[],
  { decay, nesterov = false, donate = false }: MomentumStepOptions,
): MomentumStepResult {
  const columns = { g: gradients, trace: traces };
  const native = runOptimizer('ConvlabMomentumStep', columns, { decay, nesterov, donate });
  if (native) return { updates: native[0] ?? [], traces: native[1] ?? [] };
  const next = gradients.map((g, i) => tf.tidy(() => tf.add(tf.mul(traces[i] as tf.Tensor, decay), g)));
  const updates = next.map((trace, i) =>
    nesterov ? tf.tidy(() => tf.add(tf.mul(trace, decay), gradients[i] as tf.Tensor)) : trace.clone(),
  );
  return { updates, traces: next };
}
