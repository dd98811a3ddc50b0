import type { CompleteSpec } from '../spec/experiment-spec.ts';
import { isOver, planRuns, type Choice, type PlanContext, type StagePlan } from './context.ts';

/**
 * The chosen network, trained once more on training and validation part together, and tested.
 *
 * Nothing is left to stop by, so that it trains for as many epochs as were best on average where it was chosen.
 */
export function planFinal(context: PlanContext, choice: Choice): StagePlan {
  const { found, wanted } = planRuns(context, choice, [
    {
      run: { stage: 'final', learning: true, split: context.splits[0] ?? 0 },
      name: 'final',
      change: (spec) => withoutValidation(spec, meanBestEpoch(choice)),
    },
  ]);
  const records = found.filter((record) => record !== undefined);
  const complete = found.every(isOver);
  return {
    stage: 'final',
    wanted,
    complete,
    records,
    choice,
    result: {},
    ...(complete && records.every(({ status }) => status === 'failed')
      ? { problem: 'The final training failed.' }
      : {}),
  };
}

function meanBestEpoch({ judged }: Choice): number | undefined {
  const epochs = judged.flatMap(({ bestEpoch }) => bestEpoch ?? []).filter((epoch) => epoch > 0);
  if (epochs.length === 0) return undefined;
  return Math.max(1, Math.round(epochs.reduce((sum, epoch) => sum + epoch, 0) / epochs.length));
}

function withoutValidation(spec: CompleteSpec, epochs = spec.training.epochs): CompleteSpec {
  const { earlyStopping: _earlyStopping, ...training } = spec.training;
  return { ...spec, test: true, training: { ...training, epochs, monitor: 'trainEval/loss' } };
}
