/** How one case of a reference file came out. */
export interface GoldenResult {
  readonly name: string;
  readonly passed: boolean;
  /** Largest deviation, |ours - reference| / max(1, |reference|); Infinity when the case could not be run. */
  readonly deviation: number;
  readonly tolerance: number;
  /** What failed, in words; absent when it passed. */
  readonly message?: string;
}

/** A quantity that is compared: values of ours, and what they should be. */
export interface Comparison {
  readonly quantity: string;
  readonly actual: ArrayLike<number>;
  /** May be shorter than `actual`: files hold the first values alone. */
  readonly expected: readonly number[];
}

/** Compares several quantities of one case. */
export function compareGolden(
  name: string,
  tolerance: number,
  comparisons: readonly Comparison[],
): GoldenResult {
  const deviations = comparisons.map((comparison) => ({ comparison, deviation: deviationOf(comparison) }));
  const worst = deviations.reduce((a, b) => (b.deviation > a.deviation ? b : a));
  if (worst.deviation <= tolerance) return { name, passed: true, deviation: worst.deviation, tolerance };
  const failed = deviations
    .filter(({ deviation }) => !(deviation <= tolerance))
    .map(({ comparison, deviation }) => `${comparison.quantity} off by ${deviation.toExponential(2)}`);
  return { name, passed: false, deviation: worst.deviation, tolerance, message: failed.join('; ') };
}

/** A case that could not be run, which counts as failed. */
export function unknownGolden(name: string, message: string): GoldenResult {
  return { name, passed: false, deviation: Infinity, tolerance: 0, message };
}

/** Runs a case; one that throws has failed. */
export async function attemptGolden(
  name: string,
  run: () => Promise<GoldenResult> | GoldenResult,
): Promise<GoldenResult> {
  try {
    return await run();
  } catch (error) {
    return unknownGolden(name, error instanceof Error ? error.message : String(error));
  }
}

function deviationOf({ actual, expected }: Comparison): number {
  if (actual.length < expected.length) return Infinity;
  return expected.reduce((largest, reference, i) => {
    const error = Math.abs((actual[i] as number) - reference) / Math.max(1, Math.abs(reference));
    return Number.isNaN(error) ? Infinity : Math.max(largest, error);
  }, 0);
}
