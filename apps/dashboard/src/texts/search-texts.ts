import { formatCount, formatDuration, formatShare } from '../format/format.ts';

const trials = (count: number): string => `${formatCount(count)} ${count === 1 ? 'trial' : 'trials'}`;

/** Texts of how a search went on, what its trials cost, and which of them pay. */
export const searchTexts = {
  views: 'Charts',
  view: { settings: 'Settings', progress: 'Progress', cost: 'Cost and gap' },
  rankLabel: 'Rank by',
  rank: { error: 'Validation error', gap: 'Gap' },
  rankHelp: 'Best is what overfits least: the smallest gap between validation and training error.',
  budgetLabel: 'Over',
  budget: { trials: 'Trials', minutes: 'Minutes', examples: 'Examples', work: 'Multiply–adds' },
  budgetAxis: {
    trials: 'Trial',
    minutes: 'Minutes of training',
    examples: 'Examples seen',
    work: 'Multiply–adds of training',
  },
  distribution: {
    title: 'How many of the trials are good?',
    answer: (count: number, best: string, tenth: string, half: string) =>
      `Of ${trials(count)} the best reaches ${best}, a tenth ${tenth} or less, half ${half} or less.`,
    y: 'Share of the trials',
    series: 'trials at or below',
  },
  timeline: {
    title: 'When and where did they run?',
    answer: (count: number, wall: number, workers: number, atOnce: number, failed: number) =>
      `${trials(count)} in ${formatDuration(wall)} on ${workers === 1 ? 'one worker' : `${workers} workers`}, ${atOnce.toFixed(1)} at a time; ${failed === 0 ? 'none failed' : `${formatCount(failed)} failed`}.`,
    worker: (index: number) => `worker ${index + 1}`,
    waiting: 'No trial has begun.',
    columns: { trial: 'Trial', worker: 'Worker', began: 'Began after', took: 'Took', state: 'State' },
    at: (name: string, worker: string, began: string, took: string, state: string) =>
      `Trial ${name}, ${worker}, began after ${began}, took ${took}, ${state}`,
    states: { good: 'finished', active: 'under way', warn: 'stopped', bad: 'failed' },
  },
  pareto: {
    title: {
      weights: 'Is a larger network worth it?',
      work: 'Is a costlier network worth it?',
      time: 'Is a longer training worth it?',
    },
    label: 'Cost',
    cost: { weights: 'Weights', work: 'Multiply–adds', time: 'Time' },
    axis: { weights: 'Weights', work: 'Multiply–adds of an example', time: 'Time of training' },
    cheapest: (trial: number, error: string, cost: string, share: number, best: string) =>
      `Cheapest within noise of the best: trial ${trial}, ${error} for ${cost}, ${formatShare(share, 0)} of what the best (${best}) costs.`,
    best: (trial: number, error: string, cost: string) =>
      `No cheaper trial is within noise of the best: trial ${trial}, ${error} for ${cost}.`,
    knee: (trial: number, error: string, cost: string) =>
      `The front bends most at trial ${trial}: ${error} for ${cost}.`,
    front: (count: number, all: number) => `${formatCount(count)} of ${trials(all)} are on the front.`,
    none: 'Appears when trials have ended.',
  },
} as const;
