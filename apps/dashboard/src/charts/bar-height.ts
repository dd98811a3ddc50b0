const ROW_PX = 26;
const MIN_HEIGHT = 120;
const AXIS_PX = 30;

/** Height of a chart of so many categories, known before it is drawn. */
export function barHeight(numItems: number): number {
  return Math.max(MIN_HEIGHT, numItems * ROW_PX + AXIS_PX);
}
