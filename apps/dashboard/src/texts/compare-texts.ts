import { formatCount, formatLoss, formatPoints, formatShare } from '../format/format.ts';

/** Texts of the page that compares runs. */
export const compareTexts = {
  title: 'Compare',
  answer: (count: number) => `${count} runs on the same axes. Colours are those of the runs on every page.`,
  emptyTitle: 'Which runs?',
  empty: 'Choose two to ten runs: here, or in the table of runs with x and c.',
  add: 'Add a run',
  addPlaceholder: 'Name or id …',
  remove: (name: string) => `Take ${name} out`,
  tooMany: (limit: number) => `The first ${limit} runs are drawn; more cannot be told apart.`,
  metric: 'Metric',
  split: 'Small multiples',
  baseline: 'Baseline',
  noBaseline: 'none',
  curves: {
    name: (metric: string) => `Which does better in ${metric}?`,
    alone: (name: string, value: string) => `${name} reaches ${value}.`,
    tie: (name: string, other: string, value: string) => `${name} and ${other} do equally well: ${value}.`,
    best: (name: string, value: string, other: string, second: string) =>
      `${name} is best with ${value}; the next, ${other}, reaches ${second}.`,
    none: 'None of these runs has measured it.',
    waiting: 'None of these runs has finished an epoch.',
  },
  difference: {
    name: (metric: string, base: string) => `How far from ${base} in ${metric}?`,
    answer: (name: string, value: string, epoch: number) => `${name} ends ${value} away, at epoch ${epoch}.`,
    none: 'Choose a baseline above.',
  },
  config: {
    title: 'What is different?',
    answer: (count: number) =>
      count === 0
        ? 'Nothing: these runs have the same settings.'
        : `${count} ${count === 1 ? 'setting differs' : 'settings differ'}; everything else is the same.`,
    key: 'Setting',
    all: 'Show all settings',
  },
  pair: {
    title: (first: string, second: string) => `Is ${second} really better than ${first}?`,
    verdict: (better: string, only: number, other: number, p: number) =>
      `${better} has ${only} examples right that the other has not, against ${other} the other way round. If both were equally good, a difference as large would come about with probability ${probability(p)}.`,
    significant: 'That is hard to explain by chance.',
    chance: 'Chance explains it: do not conclude that one is better.',
    same: 'Both have exactly as many examples right that the other has not.',
    noPredictions: 'Both runs must be finished and have kept their predictions.',
    nothingInCommon: 'They were judged on different examples: choose runs of the same data set and split.',
    counts: 'Examples',
    bothRight: 'both right',
    bothWrong: 'both wrong',
    only: (name: string) => `only ${name} right`,
    onlyFirst: 'only the first right',
    onlySecond: 'only the second right',
    of: (count: number, all: number) =>
      `${formatCount(count)} of ${formatCount(all)} (${formatShare(count / Math.max(all, 1), 1)})`,
    pictures: 'The examples behind the difference',
    legend: (first: string, second: string) =>
      `Below each its class, then what ① ${first} and ② ${second} take it for, and how sure they are.`,
    note: (place: number, predicted: string, confidence: number) =>
      `${'①②'[place] ?? ''} ${predicted} · ${formatShare(confidence, 0)}`,
    listed: (shown: number, all: number) => `The first ${shown} of ${formatCount(all)}.`,
  },
  confusion: {
    title: 'Where do their answers differ?',
    answer: (target: string, predicted: string, count: number) =>
      count === 0
        ? 'Nowhere: both give the same answers, class by class.'
        : `Most in class ${target}: the second answers ${predicted} ${Math.abs(count)} times ${count > 0 ? 'more' : 'less'} often.`,
    row: 'Class',
    column: 'Answer',
  },
  value: (metric: string, value: number | null | undefined) =>
    metric.endsWith('accuracy') ? formatShare(value) : formatLoss(value),
  delta: (metric: string, value: number) =>
    metric.endsWith('accuracy')
      ? formatPoints(value)
      : `${value < 0 ? '−' : '+'}${formatLoss(Math.abs(value))}`,
} as const;

function probability(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}
