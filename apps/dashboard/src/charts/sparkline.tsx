import { spanOf } from './axis.ts';
import { linePath } from './path.ts';
import type { Point } from './points.ts';

interface SparklineProps {
  readonly points: readonly Point[];
  readonly colour: string;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  /** A place worth a dot, such as the best epoch. */
  readonly dotAt?: number | null;
  readonly width?: number;
  readonly height?: number;
}

const MARGIN = 2.5;

/** A curve as small as a word: its shape, without axes. */
export function Sparkline({ points, colour, label, dotAt = null, width = 76, height = 22 }: SparklineProps) {
  const values = points.flatMap(({ y }) => (y === null ? [] : [y]));
  const [low, high] = spanOf(values) ?? [0, 1];
  const [from, to] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const x = (value: number) => MARGIN + ((value - from) / Math.max(to - from, 1e-9)) * (width - 2 * MARGIN);
  const y = (value: number) =>
    height - MARGIN - ((value - low) / Math.max(high - low, 1e-12)) * (height - 2 * MARGIN);
  const dot = dotAt === null ? undefined : points.find((point) => point.x === dotAt);
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <path
        d={linePath({ points }, x, y)}
        fill="none"
        stroke={colour}
        strokeWidth={1.4}
        strokeLinejoin="round"
      />
      {dot !== undefined && dot.y !== null && <circle cx={x(dot.x)} cy={y(dot.y)} r={2.4} fill={colour} />}
    </svg>
  );
}
