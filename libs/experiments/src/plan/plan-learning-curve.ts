import { fitLearningCurve } from '@convlab/evaluation';
import { HOLD_OUT } from '../spec/hold-out.ts';
import {
  isOver,
  outcomeOf,
  planRuns,
  type Choice,
  type PlanContext,
  type RunTemplate,
  type StagePlan,
} from './context.ts';
import type { LearningCurveResult } from './experiment-result.ts';

/* A power law has three constants. */
const MIN_SIZES = 3;

/** The chosen network on growing parts of the training data. */
export function planLearningCurve(context: PlanContext, choice: Choice): StagePlan {
  const { spec } = context;
  const { fractions, repeats } = spec.learningCurve as NonNullable<typeof spec.learningCurve>;
  const templates = [...new Set(fractions)].flatMap((fraction) =>
    Array.from({ length: repeats }, (_, repeat) => pointTemplate(context, fraction, repeat)),
  );
  const { found, wanted } = planRuns(context, choice, templates);
  const records = found.filter((record) => record !== undefined);
  const points = records.map((record) => ({
    ...outcomeOf(record),
    fraction: record.run?.fraction ?? 1,
    n: record.numExamples?.train ?? null,
    error: record.status === 'done' ? context.objective.errorOf(record.bestMetrics) : null,
  }));
  return {
    stage: 'learning-curve',
    wanted,
    complete: found.every(isOver),
    records,
    choice,
    result: { learningCurve: { points, ...fitOf(context, points) } },
  };
}

function pointTemplate({ spec }: PlanContext, fraction: number, repeat: number): RunTemplate {
  return {
    run: { stage: 'learning-curve', fraction, repeat, seed: spec.seed + repeat },
    name: `${Number((100 * fraction).toPrecision(3))} % of the data, repeat ${repeat + 1}`,
    change: (training) => ({
      ...training,
      protocol: HOLD_OUT,
      data: { ...training.data, fraction: fraction * training.data.fraction },
    }),
  };
}

function fitOf(
  { rng }: PlanContext,
  points: LearningCurveResult['points'],
): Pick<LearningCurveResult, 'fit'> {
  const finite = points.flatMap(({ n, error }) =>
    n === null || error === null || error < 0 ? [] : [{ n, error }],
  );
  if (new Set(finite.map(({ n }) => n)).size < MIN_SIZES) return {};
  return { fit: fitLearningCurve(finite, rng.fold('learning-curve')) };
}
