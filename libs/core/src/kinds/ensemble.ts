import type { Predictions } from './metric.ts';

/** An ensemble that has been fitted. */
export interface FittedEnsemble {
  /**
   * Predictions of the whole from those of its members, in their order and for the same examples.
   *
   * @throws {ConvlabError} E_ENSEMBLE_MEMBERS when members disagree in number, examples or outputs
   */
  combine(members: readonly Predictions[]): Predictions;
  /** What was fitted, as JSON. */
  toJSON(): unknown;
}

/** A way to combine predictions of several networks. */
export interface Ensemble {
  /** Fits on validation predictions; nothing to fit for plain averages and votes. */
  fit(members: readonly Predictions[]): FittedEnsemble;
}
