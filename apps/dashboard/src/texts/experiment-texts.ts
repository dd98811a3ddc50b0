import { formatCount, formatDuration, formatPoints, formatShare } from '../format/format.ts';

const runs = (count: number): string => `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Texts of the page of an experiment. */
export const experimentTexts = {
  title: 'Experiment',
  parent: 'Runs',
  partOf: 'Part of an experiment of many runs',
  kinds: {
    single: 'Single run',
    'k-fold': 'Cross-validation',
    selection: 'Model selection',
    search: 'Search',
    ensemble: 'Ensemble',
    'learning-curve': 'Learning curve',
    study: 'Study',
  },
  stages: {
    single: 'training',
    selection: 'candidates',
    search: 'trials',
    folds: 'folds',
    ensemble: 'members',
    'learning-curve': 'sizes',
    study: 'trainings of arms',
    final: 'final training',
  },
  status: { running: 'running', done: 'finished', failed: 'failed', pause: 'paused', stop: 'stopped' },
  clone: 'Clone with change',
  compare: 'Compare the runs',
  stop: 'Stop all',
  stopping: 'Stopping …',
  resume: 'Resume',
  progress: 'Runs that are over',
  done: (over: number, total: number, failed: number) =>
    `${formatCount(over)} of ${runs(total)} over${failed === 0 ? '' : `, ${formatCount(failed)} failed`}`,
  left: (ms: number) => `about ${formatDuration(ms)} left`,
  took: (ms: number) => `took ${formatDuration(ms)} of training`,
  waiting: 'The first results appear here as soon as runs end.',
  noResult: 'This experiment has no result of its own: its runs say what it came to.',
  test: (name: string, value: string) => `On the test part, opened once: ${name} ${value}.`,
  between: (low: string, high: string) => `95 % interval ${low} to ${high}`,
  runsTitle: 'Runs',
  runsAnswer: (count: number) => `${runs(count)}; each has a page of its own.`,
  columns: { run: 'Run', status: 'Status', best: 'Best epoch', time: 'Time' },
  more: (count: number) => `Show all ${formatCount(count)}`,
  empty: 'Appears with the first results.',
  folds: {
    title: 'Cross-validation',
    fold: (number: number) => `fold ${number}`,
    foldLabel: 'Fold',
    score: {
      title: 'How much can I trust the number?',
      answer: (
        name: string,
        mean: string,
        low: string,
        high: string,
        count: number,
        least: string,
        most: string,
      ) =>
        `${name} is ${mean} (95 % interval ${low} to ${high}, ${count} folds); single folds range from ${least} to ${most}.`,
      single: (name: string, mean: string) => `${name} is ${mean} so far; an interval takes two folds.`,
      mean: 'mean',
    },
    outlier: (fold: number, value: string, median: string) =>
      `Fold ${fold} stands out: ${value}, while the median of all is ${median}. Its examples differ by more than chance explains.`,
    curves: {
      loss: 'Do the folds learn alike?',
      error: 'How often is it wrong?',
      answer: (count: number, band: string) =>
        `Lines are means of ${count} folds; ${band}; single folds are faint.`,
      epoch: 'Epoch',
      validation: 'validation, mean',
      trainEval: 'training (clean), mean',
    },
    recall: {
      title: 'Which class fails in which fold?',
      classLabel: 'Class',
      answer: (name: string, fold: number, value: number) =>
        `Lowest recall: ${name} in fold ${fold}, ${formatShare(value, 1)}.`,
    },
    confusion: 'What is taken for what, by folds that had not seen it?',
    hardest: 'Hardest examples',
    hardestAnswer:
      'Farthest from the truth in the folds that had not seen them, with the probability of their class.',
  },
  search: {
    title: 'Search',
    best: (value: string, settings: string, trial: number) =>
      `Best so far: ${value} with ${settings} (trial ${trial + 1}).`,
    noBest: 'No trial with the full budget is finished yet.',
    trials: (done: number, total: number, strategy: string) =>
      `${formatCount(done)} of at most ${formatCount(total)} trials, ${strategy}.`,
    progress: {
      title: 'Does it still get better?',
      answer: (first: string, best: string, at: number, count: number) =>
        `From ${first} to ${best}; the best came with trial ${at} of ${count}.`,
      best: 'best so far',
      each: 'trial',
      error: 'Error',
    },
    importance: {
      title: 'What matters?',
      answer: (path: string, share: number) =>
        `${path} explains ${formatShare(share, 0)} of the differences by itself.`,
      little: 'Too few trials to tell, or nothing stands out.',
      label: 'Parameter',
      value: 'Share of variance explained',
    },
    slice: {
      title: (path: string) => `Which ${path} is good?`,
      answer: (path: string, value: string) => `Best with ${path} = ${value}.`,
      trial: 'Trial',
    },
    parallel: {
      title: 'Which settings go together?',
      answer: (shown: number, all: number) =>
        `${formatCount(shown)} of ${formatCount(all)} trials; the colour tells the error, best are darkest. Drag along an axis to narrow it.`,
      top: 'Best',
      tops: { '100': 'all', '50': '50 %', '25': '25 %', '10': '10 %' },
      clear: 'Clear ranges',
    },
    distinct: {
      title: 'How many values were tried of each?',
      answer: (path: string, count: number, trials: number) =>
        `Fewest: ${path}, ${count} in ${trials} trials. A grid tries few values of each, a random search as many as trials.`,
      value: 'Distinct values',
    },
    gap: {
      title: (path: string) => `Does ${path} change the gap?`,
      answer: 'Validation less training error of each trial at its best epoch: high up means overfitted.',
      gap: 'Gap',
      points: 'Gap in points',
      select: 'Parameter',
    },
    edge: (path: string, end: 'low' | 'high', value: string) =>
      `The best ${path}, ${value}, lies at the ${end === 'low' ? 'lower' : 'upper'} end of its range: the true optimum may lie beyond.`,
    widen: 'Widen',
    table: {
      title: 'Trials',
      trial: 'Trial',
      error: 'Error',
      gap: 'Gap',
      budget: 'Budget',
      failed: 'failed',
      running: 'running',
    },
  },
  ensemble: {
    title: 'Ensemble',
    member: (index: number) => `member ${index + 1}`,
    parts: { validation: 'Validation', test: 'Test' },
    part: 'Part',
    worth: {
      yes: (points: number, low: number, high: number, members: number) =>
        `Worth it: it errs ${formatPoints(points, false)} less than its best member (95 % interval ${formatPoints(low)} to ${formatPoints(high)}), at the cost of ${members} networks.`,
      no: (points: number, low: number, high: number, members: number) =>
        `Not clearly worth it: it errs ${formatPoints(Math.abs(points), false)} ${points < 0 ? 'more' : 'less'} than its best member, but the 95 % interval (${formatPoints(low)} to ${formatPoints(high)}) holds zero, at the cost of ${members} networks.`,
    },
    score: {
      title: 'How does it compare with its members?',
      answer: (metric: string, ensemble: string, best: string, mean: string) =>
        `${capital(metric)}: together ${ensemble}, best member ${best}, members on average ${mean}.`,
      label: 'Network',
      mean: 'mean of members',
      best: 'best member',
      ensemble: 'ensemble',
    },
    gain: {
      title: 'Is it worth it?',
      label: 'Gain',
      value: 'Fewer errors',
      best: 'over the best member',
      mean: 'over the mean member',
      zero: 'no gain',
    },
    split: {
      title: 'Where does the gain come from?',
      answer: (member: string, diversity: string, ensemble: string) =>
        `An identity: ${member} mean error of members − ${diversity} diversity = ${ensemble} error of their average.`,
      label: 'Part',
      value: 'Squared error',
      member: 'mean of members',
      diversity: 'diversity',
      ensemble: 'average of outputs',
    },
    disagreement: {
      title: 'Do the members differ?',
      answer: (share: number) =>
        `Two members decide differently on ${formatShare(share, 1)} of the examples on average.`,
      row: 'Member',
      column: 'Member',
    },
    overlap: {
      title: 'Do they fail on the same examples?',
      answer: (all: number, some: number) =>
        `All fail on ${formatCount(all)} ${all === 1 ? 'example' : 'examples'}; ${formatCount(some)} more ${some === 1 ? 'is' : 'are'} failed by some, which averaging can mend.`,
      label: 'Members that fail',
      value: 'Examples',
      members: (count: number) => (count === 0 ? 'none' : count === 1 ? '1 member' : `${count} members`),
      gallery: (count: number) => (count === 1 ? 'Failed by one member' : `Failed by ${count} members`),
    },
    calibration: {
      title: 'Does it know when it is right?',
      answer: (together: number, tendency: string, single: number) =>
        `Its confidence is off by ${formatPoints(together, false)} on average, ${tendency}; that of its members by ${formatPoints(single, false)}.`,
      alone: (together: number, tendency: string) =>
        `Its confidence is off by ${formatPoints(together, false)} on average, ${tendency}.`,
      tooSure: 'mostly too sure',
      tooModest: 'mostly too modest',
      confidence: 'Confidence',
      ensemble: 'ensemble, share right',
      members: 'members, share right',
      perfect: 'perfectly calibrated',
    },
    cost: {
      title: 'What does an answer cost?',
      answer: (members: number, weights: string) =>
        `All ${members} members are asked: ${members} times the time and the memory of one, ${weights} weights in all.`,
      columns: {
        network: 'Network',
        error: 'Error',
        weights: 'Weights',
        bytes: 'Memory',
        multiplyAdds: 'Multiply–adds',
        ms: 'Time',
      },
      rows: { member: 'one member', ensemble: 'all together' },
      note: 'For one example, one network after the other. The time is a third of what training took for an example, as a forward pass is of an update.',
    },
    size: {
      title: 'How many members does it take?',
      answer: (first: number, last: number, members: number) =>
        `One member errs on ${formatShare(first, 1)}, ${members} together on ${formatShare(last, 1)}.`,
      x: 'Members',
      series: 'first members together',
    },
  },
  learningCurve: {
    title: 'Would more data help?',
    waiting: 'A law is fitted once three sizes are trained.',
    x: 'Training examples',
    mean: 'error, mean of repeats',
    law: 'fitted a + b·n^−c',
    error: 'Error',
  },
  selection: {
    title: 'Which structure is best?',
    chosen: (name: string, error: string) => `Chosen: ${name}, validation error ${error}.`,
    waiting: 'The choice is made when all candidates are judged.',
    label: 'Candidate',
    value: 'Validation error',
  },
  outer: {
    title: 'Outer folds',
    answer: 'Each outer fold chooses anew and is tested once on what its choice never saw.',
    fold: 'Outer fold',
    chosen: 'Chosen',
  },
} as const;
