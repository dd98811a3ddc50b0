/** How a column of a table is set. */
export type Alignment = 'left' | 'right';

/**
 * Rows as lines with aligned columns, two spaces apart.
 *
 * @param alignments  of the columns in their order; left where there is none
 */
export function columns(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): readonly string[] {
  const numColumns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: numColumns }, (_, k) =>
    Math.max(...rows.map((row) => (row[k] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, k) =>
        alignments[k] === 'right' ? cell.padStart(widths[k] ?? 0) : cell.padEnd(widths[k] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
