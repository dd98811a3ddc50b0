/** A fraction as a percentage with one decimal: 0.012 reads `1.2 %`. */
export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

/** A difference of fractions in percentage points: 0.077 reads `7.7 points`. */
export function points(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} points`;
}
