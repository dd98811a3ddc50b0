import { formatCount } from '../format/format.ts';

const trainings = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'training' : 'trainings'}`;

/** Texts of the pages of studies. */
export const studiesTexts = {
  title: 'Studies',
  answer: (total: number, judged: number) =>
    `${formatCount(total)} claims, each with a rule that was written before it is run; ${formatCount(judged)} of them judged here.`,
  verdicts: { supported: 'Supported', 'not-supported': 'Not supported', inconclusive: 'Inconclusive' },
  notRun: 'Not run here',
  open: 'Under way',
  stopped: 'Stopped',
  failed: 'Failed',
  columns: { study: 'Study', verdict: 'Verdict', budget: 'Budget' },
  budgets: { smoke: 'Smoke', lesson: 'Lesson', full: 'Full' },
  budgetLabel: 'Budget',
  budgetHint: {
    smoke: 'Under a minute: shows that it runs, too little to judge by.',
    lesson: 'Some minutes: enough seeds to tell an effect from noise.',
    full: 'As much as the claim deserves; may take hours.',
  },
  cost: (count: number) => trainings(count),
  run: 'Run study',
  starting: 'Starting …',
  claim: 'Claim',
  prediction: 'Prediction',
  rule: 'Rule',
  factors: 'Compared',
  caveats: 'What it cannot say',
  reading: 'To read',
  never: 'Not run here yet. Choose a budget and run it; the verdict follows from the rule below.',
  running: (over: number, total: number) => `${formatCount(over)} of ${trainings(total)} over.`,
  progress: 'Trainings that are over',
  evidence: 'Trainings and their settings',
  earlier: 'Earlier runs',
  table: 'Measured',
  tableAnswer: 'Means over seeds ± sample standard deviation.',
  arm: 'Arm',
  effect: 'How large is the effect?',
  effectAnswer: (name: string) => `${name}: each seed, their mean, and its 95 % interval.`,
  effectValue: 'Effect',
  bound: 'asked for',
  seed: (number: number) => `seed ${number}`,
  mean: 'mean of seeds',
  chartAnswer: 'Means over seeds; the bands reach from the smallest to the largest.',
  empty: 'Nothing was measured.',
} as const;
