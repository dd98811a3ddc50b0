/** A confusion matrix as the API gives it: rows are true classes, columns predicted ones. */
export type Confusion = readonly (readonly number[])[];

/** Classes by how much they are confused with others, either way; of equals the first stays first. */
export function byConfusion(matrix: Confusion): number[] {
  const mass = matrix.map((row, k) =>
    row.reduce((sum, count, j) => (j === k ? sum : sum + count + (matrix[j]?.[k] ?? 0)), 0),
  );
  return matrix.map((_, k) => k).toSorted((a, b) => (mass[b] ?? 0) - (mass[a] ?? 0));
}

/** The most frequent mistake; `undefined` where there is none. */
export function worstConfusion(
  matrix: Confusion,
): { readonly truth: number; readonly predicted: number; readonly count: number } | undefined {
  let worst: { truth: number; predicted: number; count: number } | undefined;
  matrix.forEach((row, truth) =>
    row.forEach((count, predicted) => {
      if (truth !== predicted && count > (worst?.count ?? 0)) worst = { truth, predicted, count };
    }),
  );
  return worst;
}

/** Each count as a share of its row; `null` in rows without examples. */
export function rowShares(matrix: Confusion): (number | null)[][] {
  return matrix.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => (total === 0 ? null : count / total));
  });
}

/** Mistakes and examples in all. */
export function countMistakes(matrix: Confusion): { readonly wrong: number; readonly all: number } {
  const all = matrix.flat().reduce((sum, count) => sum + count, 0);
  return { wrong: all - matrix.reduce((sum, row, k) => sum + (row[k] ?? 0), 0), all };
}
