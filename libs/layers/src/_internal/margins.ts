import { z } from 'zod';

type Margin = readonly [number, number];

const amount = z.int().min(0);
const pair = z.tuple([amount, amount]);

/** Rows and columns at the four sides: a number, `[height, width]` or `[[top, bottom], [left, right]]`. */
export const marginSchema = z.union([amount, pair, z.tuple([pair, pair])]);

/** Margins written out: `[[top, bottom], [left, right]]`. */
export function asMargins(value: z.output<typeof marginSchema>): readonly [Margin, Margin] {
  if (typeof value === 'number')
    return [
      [value, value],
      [value, value],
    ];
  const [rows, columns] = value;
  return typeof rows === 'number' || typeof columns === 'number'
    ? [symmetric(rows), symmetric(columns)]
    : [rows, columns];
}

function symmetric(value: number | Margin): Margin {
  return typeof value === 'number' ? [value, value] : value;
}
