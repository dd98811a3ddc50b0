import { describe, expect, it } from 'vitest';
import { answerText, progressOf, type ListedExperiment } from './experiment-answer.ts';

function listed(answer: object, runCounts: object = {}): ListedExperiment {
  return {
    id: 'x',
    name: 'x',
    kind: 'k-fold',
    halted: null,
    answer,
    runCounts,
  } as unknown as ListedExperiment;
}

describe('answerText', () => {
  it('is the mean over folds with its spread, of the metric that tells most', () => {
    const metrics = {
      'validation/loss': { values: [0.2, 0.3], mean: 0.25, deviation: 0.07 },
      'validation/accuracy': { values: [0.9, 0.95, null], mean: 0.925, deviation: 0.0354 },
    };
    expect(answerText(listed({ foldMetrics: metrics }))).toBe(
      'Validation accuracy 92.50 % ± 3.5 points over 2 folds.',
    );
    const loss = { 'validation/loss': { values: [0.2], mean: 0.2, deviation: null } };
    expect(answerText(listed({ foldMetrics: loss }))).toBe('Validation loss 0.2000 over 1 fold.');
  });

  it('is the best trial with its settings', () => {
    const best = { number: 4, value: 0.05, values: { 'optimizer.learningRate': 0.00312 } };
    expect(answerText(listed({ best, objective: 'validation/accuracy' }))).toBe(
      'Best error 5.00 % with learningRate 0.00312 (trial 5).',
    );
    expect(answerText(listed({ best: { ...best, value: null } }))).toBe('No result yet.');
  });

  it('is the ensemble beside its members, on the test part once that is open', () => {
    const comparison = {
      accuracy: { ensemble: 0.97, best: 0.96, mean: 0.95, members: [], better: 'higher' },
    };
    expect(answerText(listed({ ensembleValidation: comparison }))).toBe(
      'Validation accuracy: together 97.00 %, best member 96.00 %, mean 95.00 %.',
    );
    expect(answerText(listed({ ensembleValidation: {}, ensemble: comparison }))).toContain(
      'Test accuracy: together',
    );
  });

  it('says nothing that is not known', () => {
    expect(answerText(listed({}))).toBe('No result yet.');
    expect(answerText(listed({ foldMetrics: {} }))).toBe('No result yet.');
  });
});

describe('progressOf', () => {
  it('counts the runs to come, and those that ended in any way', () => {
    const counts = { finished: 2, 'stopped-early': 1, failed: 1, running: 2 };
    expect(progressOf(listed({ progress: { total: 12, finished: 3, failed: 1 } }, counts))).toEqual({
      over: 4,
      total: 12,
      failed: 1,
    });
    expect(progressOf(listed({}, { queued: 3 }))).toEqual({ over: 0, total: 3, failed: 0 });
  });
});
