'use client';
import { useMemo } from 'react';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { formatCount } from '../../format/format.ts';
import { errorsTexts } from '../../texts/errors-texts.ts';
import { byConfusion, rowShares, worstConfusion, type Confusion } from './confusion.ts';

/** A cell of a confusion matrix. */
export interface ConfusionCell {
  readonly truth: number;
  readonly predicted: number;
}

const t = errorsTexts.confusion;

/** Which classes are taken for which: counts, shaded by their share of the true class; a cell leads to its examples. */
export function ConfusionChart({
  matrix,
  names,
  order = 'mass',
  title = t.title,
  selected = null,
  onSelect,
}: {
  readonly matrix: Confusion;
  readonly names: readonly string[];
  readonly order?: 'mass' | 'class';
  readonly title?: string;
  readonly selected?: ConfusionCell | null;
  readonly onSelect?: (cell: ConfusionCell) => void;
}) {
  const drawn = useMemo(() => {
    const classes = order === 'mass' ? byConfusion(matrix) : matrix.map((_, k) => k);
    const arrange = <Value,>(rows: readonly (readonly Value[])[]) =>
      classes.map((i) => classes.map((j) => rows[i]?.[j] as Value));
    return { classes, counts: arrange(matrix), shares: arrange(rowShares(matrix)) };
  }, [matrix, order]);
  const { classes, counts, shares } = drawn;
  const labels = classes.map((k) => names[k] ?? String(k));
  const worst = worstConfusion(matrix);
  const answer =
    worst === undefined
      ? t.none
      : sentence(errorsTexts.worst(names[worst.truth] ?? '', names[worst.predicted] ?? '', worst.count));
  return (
    <MatrixChart
      title={title}
      answer={answer}
      name="confusion"
      rows={labels}
      columns={labels}
      rowLabel={t.truth}
      columnLabel={t.predicted}
      values={counts}
      shades={shares}
      palette="sequential"
      format={formatCount}
      describe={({ row, column }) => t.describe(counts[row]?.[column] ?? 0, shares[row]?.[column] ?? null)}
      selected={
        selected === null
          ? null
          : { row: classes.indexOf(selected.truth), column: classes.indexOf(selected.predicted) }
      }
      {...(onSelect === undefined
        ? {}
        : {
            onSelect: ({ row, column }) =>
              onSelect({ truth: classes[row] ?? 0, predicted: classes[column] ?? 0 }),
          })}
      empty={t.empty}
    />
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
