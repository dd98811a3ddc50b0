import type { Rng } from '../random/rng.ts';

/** A JSON value that a parameter may take. */
export type ParameterValue =
  string | number | boolean | null | readonly ParameterValue[] | { readonly [key: string]: ParameterValue };

/** Values that a parameter may take, and how they are spread. Bounds are inclusive. */
export type Domain = (
  | { readonly choice: readonly ParameterValue[] }
  | { readonly uniform: readonly [number, number] }
  | { readonly logUniform: readonly [number, number] }
  | { readonly integer: readonly [number, number] }
) & {
  /** The parameter exists only in trials where another one has one of these values. */
  readonly when?: { readonly path: string; readonly in: readonly ParameterValue[] } | undefined;
};

/** Domains by the path of the parameter in the specification, such as `optimizer.learningRate`. */
export type SearchSpace = Readonly<Record<string, Domain>>;

/** One set of parameters to try. */
export interface Trial {
  /** From 0, in the order of proposal. */
  readonly number: number;
  /** Values by path; conditional parameters that do not apply are absent. */
  readonly values: Readonly<Record<string, ParameterValue>>;
  /** Share of the full training that it gets, in (0, 1]. */
  readonly budget: number;
  /** Trial of which this is the continuation with a larger budget. */
  readonly continues?: number;
}

/** A trial and what became of it. */
export interface TrialRecord extends Trial {
  /** Validation error, lower is better; `null` when it failed, absent while it runs. */
  readonly value?: number | null;
}

/**
 * A search strategy: proposes trials as a pure function of what is known, so that a search resumes from its records.
 */
export interface SearchStrategy {
  /**
   * Trials in all, before anything runs.
   *
   * @throws {ConvlabError} E_SEARCH_SPACE when the space is malformed or too large
   */
  numTrials(space: SearchSpace): number;
  /**
   * Trials to start now; none while it waits for results, or when all are proposed.
   *
   * @param records  every trial proposed so far
   * @param slots    how many may run at a time
   * @param rng      the search's own stream; always the same one
   */
  propose(space: SearchSpace, records: readonly TrialRecord[], rng: Rng, slots: number): readonly Trial[];
}
