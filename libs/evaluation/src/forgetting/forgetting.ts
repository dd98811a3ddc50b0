/** What a classifier said of the same N examples at several moments of its training. */
export interface AnswerHistory {
  /** The true class of each example. Shape: [N]. */
  readonly truths: ArrayLike<number>;
  /** The predicted class of each example, one list per moment in the order of time. Shape: [moments, N]. */
  readonly classes: readonly ArrayLike<number>[];
}

/** How each example fared over a training. */
export interface ExampleCourses {
  /** At how many moments it was right. Shape: [N]. */
  readonly timesRight: Int32Array;
  /** Forgetting events: how often it was right at one moment and wrong at the next. Shape: [N]. */
  readonly timesForgotten: Int32Array;
}

/** Examples by how they fared up to a moment. */
export interface FlipCounts {
  /** Wrong at this moment. */
  readonly wrong: number;
  /** Wrong at this and at all moments before. */
  readonly neverRight: number;
  /** Wrong at the moment of comparison, and right at this one; `null` before that moment. */
  readonly fixed: number | null;
  /** Right at the moment of comparison, and wrong at this one; `null` before that moment. */
  readonly broken: number | null;
}

/**
 * Forgetting events example by example.
 *
 * An example is forgotten between the moments t and t + 1 when it is classified rightly at t and wrongly at t + 1. An example that was
 * never right was never learned, so it cannot be forgotten: its count is 0, and `timesRight` tells it from the unforgettable ones.
 *
 * Toneva et al. 2019, “An Empirical Study of Example Forgetting during Deep Neural Network Learning”, arXiv:1812.05159. There an
 * example is judged whenever it is trained with; here all are judged at the same moments, so moments further apart count fewer events.
 */
export function followExamples({ truths, classes }: AnswerHistory): ExampleCourses {
  const timesRight = new Int32Array(truths.length);
  const timesForgotten = new Int32Array(truths.length);
  classes.forEach((said, moment) => {
    const before = classes[moment - 1];
    for (let i = 0; i < truths.length; i += 1) {
      const truth = truths[i];
      if (said[i] === truth) timesRight[i] = (timesRight[i] as number) + 1;
      else if (before?.[i] === truth) timesForgotten[i] = (timesForgotten[i] as number) + 1;
    }
  });
  return { timesRight, timesForgotten };
}

/**
 * How many examples are wrong, were never right, and flipped since one moment, at every moment.
 *
 * @param since  the moment of comparison, an index into `classes`
 */
export function countFlips({ truths, classes }: AnswerHistory, since: number): FlipCounts[] {
  const reference = classes[since];
  const wasRight = new Uint8Array(truths.length);
  return classes.map((said, moment) => {
    const counts = { wrong: 0, neverRight: 0, fixed: 0, broken: 0 };
    for (let i = 0; i < truths.length; i += 1) {
      const truth = truths[i];
      const rightThen = reference?.[i] === truth;
      if (said[i] === truth) {
        wasRight[i] = 1;
        if (!rightThen) counts.fixed += 1;
      } else {
        counts.wrong += 1;
        if (wasRight[i] === 0) counts.neverRight += 1;
        if (rightThen) counts.broken += 1;
      }
    }
    return moment < since ? { ...counts, fixed: null, broken: null } : counts;
  });
}
