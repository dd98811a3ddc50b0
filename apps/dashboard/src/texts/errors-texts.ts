import { formatCount, formatPoints, formatShare } from '../format/format.ts';

const examples = (count: number): string => `${formatCount(count)} ${count === 1 ? 'example' : 'examples'}`;

/** Texts about what runs get wrong. */
export const errorsTexts = {
  part: 'Part',
  parts: { validation: 'Validation', test: 'Test' },
  none: 'Its mistakes are looked at when it ends',
  noneDetail:
    'Then its best weights are judged on every validation example, and this page shows what it takes for what and whether it knows.',
  noClasses: 'Classes are confused where there are classes: this run predicts numbers.',
  lead: (wrong: number, all: number, worst: string | null) =>
    wrong === 0
      ? `It gets all of ${examples(all)} right.`
      : `It gets ${formatCount(wrong)} of ${examples(all)} wrong (${formatShare(wrong / all, 1)})${worst === null ? '.' : `; ${worst}.`}`,
  worst: (truth: string, predicted: string, count: number) =>
    `most often it takes ${truth} for ${predicted}, ${count === 1 ? 'once' : `${formatCount(count)} times`}`,
  confusion: {
    title: 'What does it take for what?',
    none: 'No class is taken for another.',
    truth: 'True class',
    predicted: 'Predicted class',
    empty: 'There is nothing to show yet.',
    describe: (count: number, share: number | null) =>
      share === null ? '0 examples' : `${examples(count)}, ${formatShare(share, 1)} of the class`,
    order: 'Order of classes',
    orders: { mass: 'Most confused first', class: 'As in the data' },
  },
  scores: {
    title: { recall: 'Which classes does it miss?', precision: 'Which answers can be believed?' },
    classLabel: 'Class',
    recall: 'Recall',
    precision: 'Precision',
    answer: (name: string, value: number, low: number, high: number) =>
      `Least: ${name}, ${formatShare(value, 1)} (95 % interval ${formatShare(low, 1)} to ${formatShare(high, 1)}).`,
    mean: 'mean over classes',
  },
  gallery: {
    mistakes: 'Most confident mistakes',
    cell: (truth: string, predicted: string) =>
      truth === predicted ? `${truth}, rightly recognized` : `${truth}, taken for ${predicted}`,
    total: (shown: number, all: number) =>
      shown < all
        ? `${formatCount(shown)} of ${examples(all)}, the most confident first.`
        : `${examples(all)}.`,
    none: 'There is none.',
    back: 'All mistakes',
    more: 'Show more',
    caption: (truth: string, predicted?: string) =>
      predicted === undefined ? truth : truth === predicted ? truth : `${truth} → ${predicted}`,
    index: (index: number) => `example ${index}`,
    inside: 'See what the network looks at',
    confidence: (value: number) => formatShare(value, 0),
    label: (index: number, truth: string, predicted?: string) =>
      `Example ${index}: ${truth}${predicted === undefined || predicted === truth ? '' : `, taken for ${predicted}`}`,
    minConfidence: 'Confidence at least',
  },
  calibration: {
    title: 'Does it know when it is wrong?',
    answer: (confidence: number, accuracy: number) => {
      const excess = confidence - accuracy;
      if (Math.abs(excess) < 0.01)
        return `Yes: it is sure to ${formatShare(confidence, 1)} on average and right in ${formatShare(accuracy, 1)}.`;
      return `${excess > 0 ? 'Over-confident' : 'Under-confident'} by ${formatPoints(Math.abs(excess), false)}: sure to ${formatShare(confidence, 1)} on average, right in ${formatShare(accuracy, 1)}.`;
    },
    confidence: 'Confidence',
    accuracy: 'share that is right',
    perfect: 'as sure as right',
    empty: 'There is nothing to show yet.',
  },
  histogram: {
    title: 'How sure is it?',
    answer: (share: number, wrong: number) =>
      share === 0
        ? 'None of its answers is surer than 90 %.'
        : `${formatShare(share, 1)} of the answers are surer than 90 %; ${wrong === 0 ? 'none' : examples(wrong)} of those ${wrong === 1 ? 'is' : 'are'} wrong.`,
    bin: (from: number, to: number) => `${Math.round(100 * from)}–${Math.round(100 * to)} %`,
    share: 'Share of examples',
  },
} as const;
