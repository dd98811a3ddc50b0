import { formatCount, formatLoss, formatPoints, formatShare } from '../format/format.ts';

/** Texts of the page that compares runs. */
export const compareTexts = {
  title: 'Compare',
  answer: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'run' : 'runs'} on the same axes. Runs that are drawn by themselves have the colours that they have on every page.`,
  emptyTitle: 'Which runs?',
  empty:
    'Choose two to ten runs: here, or in the table of runs with x and c. Or an experiment: its folds, seeds or trials are drawn as means of groups.',
  add: 'Add a run',
  addPlaceholder: 'Name or id …',
  remove: (name: string) => `Take ${name} out`,
  addExperiment: 'Add an experiment',
  experiment: (name: string, count: number) => `${name} (${count} ${count === 1 ? 'run' : 'runs'})`,
  moreRuns: (count: number) => `and ${formatCount(count)} more`,
  tooMany: (limit: number, all: number) =>
    `The first ${limit} of ${formatCount(all)} runs are drawn; more cannot be told apart. In groups they can be more.`,
  tooManyGrouped: (limit: number, all: number) => `The first ${limit} of ${formatCount(all)} runs are drawn.`,
  groups: {
    label: 'Group',
    none: 'No groups: each run by itself',
    repeats: 'Group by all but seed and fold',
    experiment: 'Group by experiment',
    by: (path: string) => `Group by ${path}`,
    allBut: (path: string) => `By all but ${path}`,
    whole: 'Runs',
    settings: 'By a setting',
    others: 'By all settings but one',
    tooMany: (limit: number, all: number) =>
      `${limit} of ${all} groups are drawn: those of most runs. More cannot be told apart.`,
    caption: (least: number, most: number, band: string) =>
      `Lines are means of ${least === most ? least : `${least} to ${most}`} runs; ${band}; single runs are faint.`,
    singles: 'Every group has a single run.',
    score: (label: string, value: string, low: string, high: string, count: number) =>
      `${label} with ${value} (95 % CI ${low} to ${high}, n = ${count})`,
    single: (label: string, value: string) => `${label} with ${value} (a single run)`,
    alone: (best: string) => `At the best epochs: ${best}.`,
    versus: (best: string, next: string) => `At the best epochs ${best} leads; ${next} follows.`,
    lead: (size: string, low: string, high: string, real: boolean) =>
      real
        ? `The lead of ${size} (${low} to ${high}) is more than chance explains.`
        : `Chance explains the lead of ${size} (${low} to ${high}).`,
    noLead: 'Single runs have no interval: more seeds would tell whether it is chance.',
    mixed: (count: number) => `${count} values`,
  },
  metric: 'Metric',
  split: 'Small multiples',
  baseline: 'Baseline',
  noBaseline: 'none',
  curves: {
    name: (metric: string) => `Which does better in ${metric}?`,
    over: (metric: string, x: string) => `What ${metric} does it have at which ${x}?`,
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
