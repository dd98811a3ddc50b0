/** Names of the states of a run. */
export const statusTexts = {
  queued: 'queued',
  running: 'running',
  paused: 'paused',
  lost: 'lost',
  finished: 'finished',
  'stopped-early': 'stopped early',
  stopped: 'stopped',
  failed: 'failed',
} as const;

/** Names of the verdicts. */
export const verdictTexts = {
  'cannot-tell': 'Cannot tell',
  'did-not-learn': 'Did not learn',
  'still-learning': 'Still learning',
  underfit: 'Underfit',
  overfit: 'Overfit',
  'underfit-and-overfit': 'Underfit and overfit',
  good: 'Good fit',
} as const;

/** Names of the kinds of overfitting. */
export const subtypeTexts = {
  overtrained: 'overtrained',
  'high-variance': 'high variance',
  'over-confident': 'over-confident',
} as const;
