/** The parts of a split, in the order in which they are used. */
export const PARTS: readonly PartName[] = ['train', 'validation', 'test'];

/** The name of a part of a split. */
export type PartName = 'train' | 'validation' | 'test';

/** One part of a data set. */
export interface PartReport {
  readonly name: PartName;
  readonly numExamples: number;
  /** Examples of each class [numOutputs]; absent for other tasks than classification. */
  readonly classCounts?: readonly number[];
}

/** A feature of the training part: a channel of images, a column of anything else. */
export interface FeatureReport {
  readonly mean: number;
  /** Square root of the mean squared deviation. */
  readonly standardDeviation: number;
  readonly min: number;
  readonly max: number;
}

/** Examples with equal inputs. */
export interface DuplicateGroup {
  /** Indices into the data set, ascending; at least two. */
  readonly indices: readonly number[];
  /** The part of each. */
  readonly parts: readonly PartName[];
  /** Whether their targets are equal too. */
  readonly sameTarget: boolean;
}

/** Equal inputs in a data set. */
export interface Duplicates {
  /** Examples that repeat an earlier one. */
  readonly numRepeated: number;
  /** Validation and test examples that stand in the training part as well: they leak. */
  readonly numLeaked: number;
  /** Groups of equal inputs with different targets. */
  readonly numConflicting: number;
  /** At most 100: those across parts first. */
  readonly groups: readonly DuplicateGroup[];
}

/** A question about a data set and its answer. `fail` makes numbers of a run worthless, `warn` is worth knowing. */
export interface DataCheck {
  readonly id: string;
  readonly outcome: 'pass' | 'warn' | 'fail';
  readonly question: string;
  /** One or two sentences with the numbers. */
  readonly answer: string;
}

/** What a data set is like, and whether it is fit to train and judge a network with. */
export interface DataReport {
  readonly parts: readonly PartReport[];
  /** Over the training part: [channels] of images, [features] of anything else. */
  readonly features: readonly FeatureReport[];
  readonly duplicates: Duplicates;
  /** Examples whose values are all the same. */
  readonly numBlank: number;
  /** Values that are no number, over all examples. */
  readonly numNotFinite: number;
  readonly checks: readonly DataCheck[];
}
