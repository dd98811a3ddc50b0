/* A row that loses nearly all its length to the ones before it was almost in their span: what is left of it is rounding. */
const DEPENDENT = 1e-8;

/**
 * `few` orthonormal rows of length `many`, row-major, by the Gram–Schmidt process done twice.
 *
 * Done once, it loses orthogonality to rounding; twice is enough (Giraud et al., 2005).
 *
 * @param draw  random rows, row-major; asked again, with a higher number, should a row depend on those before it
 */
export function orthonormalRows(
  few: number,
  many: number,
  draw: (round: number) => Float32Array,
): Float64Array {
  const basis = Float64Array.from(draw(0));
  for (let i = 0; i < few; i++) {
    const row = basis.subarray(i * many, (i + 1) * many);
    for (let round = 1; !orthonormalize(basis, row, i, many); round++) {
      row.set(draw(round).subarray(i * many, (i + 1) * many));
    }
  }
  return basis;
}

function orthonormalize(basis: Float64Array, row: Float64Array, count: number, many: number): boolean {
  const before = Math.sqrt(dot(row, row));
  for (let pass = 0; pass < 2; pass++) {
    for (let k = 0; k < count; k++) {
      const other = basis.subarray(k * many, (k + 1) * many);
      const along = dot(row, other);
      for (let j = 0; j < many; j++) row[j] = (row[j] as number) - along * (other[j] as number);
    }
  }
  const length = Math.sqrt(dot(row, row));
  if (length <= DEPENDENT * before) return false;
  for (let j = 0; j < many; j++) row[j] = (row[j] as number) / length;
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] as number) * (b[j] as number);
  return sum;
}
