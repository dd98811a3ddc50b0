import { judgeRepeats } from '@convlab/evaluation';
import { isOver, outcomeOf, planRuns, type Choice, type PlanContext, type StagePlan } from './context.ts';
import { summarizeRows } from './metric-summary.ts';
import { outOfFold } from './out-of-fold.ts';

/** The chosen network on every split of the protocol. */
export function planFolds(context: PlanContext, choice: Choice): StagePlan {
  const { spec, splits } = context;
  // Members of an ensemble of folds are compared on what none of them was trained on.
  const test = spec.ensemble?.kind === 'folds' && spec.test === true;
  const { found, wanted } = planRuns(
    context,
    choice,
    splits.map((split) => ({
      run: { stage: 'folds', split },
      name: `fold ${split + 1}`,
      ofSeveral: true,
      change: (training) => ({ ...training, test }),
    })),
  );
  const records = found.filter((record) => record !== undefined);
  const done = records.filter(({ status }) => status === 'done');
  const judgement = judgeRepeats(done.flatMap(({ report }) => report ?? []));
  const predictions = outOfFold(context, done);
  return {
    stage: 'folds',
    wanted,
    complete: found.every(isOver),
    records,
    choice: { ...choice, judged: done },
    result: {
      folds: {
        folds: records.map(outcomeOf),
        metrics: summarizeRows(
          records.map(({ status, bestMetrics }) => (status === 'done' ? bestMetrics : null)),
        ),
        ...(judgement === undefined ? {} : { judgement }),
        ...(predictions === undefined ? {} : { outOfFold: predictions }),
      },
    },
    ...(found.every(isOver) && done.length === 0 ? { problem: 'The training failed on every split.' } : {}),
  };
}
