import { BarChart } from '../../charts/bar-chart.tsx';
import { dataTexts } from '../../texts/data-texts.ts';
import type { Report } from './report.ts';

const t = dataTexts.moments;

/** Numbers to three digits. */
const short = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : String(Number(value.toPrecision(3)));

/** Mean and standard deviation of each channel or feature, over the training part. */
export function Moments({ report }: { readonly report: Report }) {
  const { features, info } = report;
  const isImage = info.inputShape.length === 3;
  const nameOf = (k: number): string => (isImage ? t.channel(k, features.length) : t.feature(k));
  const items = features.map(({ mean, standardDeviation }, k) => ({
    key: String(k),
    label: nameOf(k),
    value: mean,
    low: mean - standardDeviation,
    high: mean + standardDeviation,
  }));
  return (
    <BarChart
      title={t.title}
      name="moments"
      answer={answerOf(report, nameOf)}
      items={items}
      itemLabel={t.item}
      valueLabel={t.value}
      format={short}
      mark="dot"
      empty=""
    />
  );
}

function answerOf({ features }: Report, nameOf: (k: number) => string): string {
  const [first] = features;
  if (first !== undefined && features.length <= 3)
    return features
      .map(({ mean, standardDeviation }, k) => t.answer(nameOf(k), short(mean), short(standardDeviation)))
      .join(' ');
  const deviations = features.map(({ standardDeviation }) => standardDeviation);
  const [low, high] = [Math.min(...deviations), Math.max(...deviations)];
  return `${t.spread(features.length, short(low), short(high))}${high > 10 * low ? t.scale : ''}.`;
}
