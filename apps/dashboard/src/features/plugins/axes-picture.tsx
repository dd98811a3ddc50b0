'use client';
import { Text } from '@mantine/core';
import { pluginsTexts } from '../../texts/plugins-texts.ts';
import { sharesMean, type Averages, type Unit } from './shared-mean.ts';
import classes from './plugins.module.css';

const t = pluginsTexts.axes;

const [EXAMPLES, CHANNELS, SIDE] = [3, 16, 3];
const [MAP, GAP, LEFT, TOP] = [21, 6, 78, 24];
/* The unit whose companions are shown. */
const UNIT: Unit = { n: 1, h: 1, w: 1, c: 1 };

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** A batch of feature maps, and which of their values one value is normalized with. */
export function AxesPicture({ averages }: { readonly averages: Averages }) {
  const names = averages.axes.map((axis) => t.names[axis]);
  const answer = t.answer(
    names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
    averages.channelGroups,
  );
  const width = LEFT + CHANNELS * (MAP + GAP);
  const height = TOP + EXAMPLES * (MAP + GAP);
  return (
    <figure className={classes.picture} aria-label={t.title}>
      <Text component="figcaption" size="sm" mb={6}>
        {answer}
      </Text>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={answer}>
        {range(CHANNELS).map((c) => (
          <text
            key={c}
            x={LEFT + c * (MAP + GAP) + MAP / 2}
            y={14}
            textAnchor="middle"
            className={classes.axis}
          >
            <title>{t.channel(c + 1)}</title>C{c + 1}
          </text>
        ))}
        {range(EXAMPLES).map((n) => (
          <g key={n} transform={`translate(0 ${TOP + n * (MAP + GAP)})`}>
            <text x={0} y={MAP / 2 + 4} className={classes.axis}>
              {t.example(n + 1)}
            </text>
            {range(CHANNELS).map((c) => (
              <g key={c} transform={`translate(${LEFT + c * (MAP + GAP)} 0)`}>
                <FeatureMap averages={averages} n={n} c={c} />
              </g>
            ))}
          </g>
        ))}
      </svg>
      <Text size="xs" mt={4} className={classes.quiet}>
        {t.caption}
      </Text>
    </figure>
  );
}

function FeatureMap({
  averages,
  n,
  c,
}: {
  readonly averages: Averages;
  readonly n: number;
  readonly c: number;
}) {
  const cell = MAP / SIDE;
  return range(SIDE * SIDE).map((i) => {
    const unit: Unit = { n, c, h: Math.floor(i / SIDE), w: i % SIDE };
    const filled = sharesMean(averages, UNIT, unit, CHANNELS);
    return (
      <rect
        key={i}
        x={unit.w * cell}
        y={unit.h * cell}
        width={cell}
        height={cell}
        fill={filled ? 'var(--run-0)' : 'var(--page)'}
        stroke={filled ? 'var(--surface)' : 'var(--chart-axis)'}
        strokeWidth={0.6}
      />
    );
  });
}
