import type { Registry } from '@convlab/core';
import { openTestSet, unopenedTestSet, wilsonInterval } from '@convlab/evaluation';
import { stageSizes, type StageSize } from '../spec/count-runs.ts';
import { experimentKind } from '../spec/experiment-kind.ts';
import type { ResolvedExperiment } from '../spec/resolve-experiment.ts';
import { planContext, outcomeOf, type Choice, type PlanContext, type StagePlan } from './context.ts';
import type {
  EnsemblePart,
  ExperimentResult,
  OuterFoldsResult,
  StageProgress,
  TestResult,
} from './experiment-result.ts';
import { summarizeRows } from './metric-summary.ts';
import { ensembleResult, planEnsemble } from './plan-ensemble.ts';
import { planFinal } from './plan-final.ts';
import { planFolds } from './plan-folds.ts';
import { planLearningCurve } from './plan-learning-curve.ts';
import type { PlannedRun, PlanRecord } from './plan-record.ts';
import { planSearch } from './plan-search.ts';
import { planSelection } from './plan-selection.ts';
import { planStudy } from './plan-study.ts';

/** What is to be done of an experiment, and what it came to so far. */
export interface ExperimentPlan {
  /** Runs to make now; none while results are waited for, or when all is done. */
  readonly runs: readonly PlannedRun[];
  /** Whether every run is made and over. */
  readonly done: boolean;
  readonly result: ExperimentResult;
}

/**
 * The plan of an experiment: a pure function of the experiment and the records of its runs, so that whoever asks at any time
 * goes on with what is missing and with nothing else.
 *
 * Stages follow each other, each with what the one before chose: selection, search, folds, ensemble, learning curve, final.
 * Asked again with the records of the runs it wanted, it wants no run twice.
 *
 * @param experiment  resolved
 * @param records     every run that was made of it, in any order
 */
export function planExperiment(
  experiment: Pick<ResolvedExperiment, 'spec' | 'info'>,
  registry: Registry,
  records: readonly PlanRecord[],
): ExperimentPlan {
  const { spec } = experiment;
  const sizes = stageSizes(spec, registry);
  const { numSplits, numOuterFolds } = registry.create('protocol', spec.protocol);
  if (sizes[0]?.stage === 'single') return planSingle(experiment, registry, records);
  if (numOuterFolds === undefined) {
    const context = planContext(experiment, registry, records);
    return assemble(context, sizes, [planStages(context, sizes)]);
  }
  const inner = numSplits / numOuterFolds;
  const arms = Array.from({ length: numOuterFolds }, (_, i) => {
    const splits = Array.from({ length: inner }, (_unused, j) => i * inner + j);
    const context = planContext(experiment, registry, records, { fold: i + 1, splits });
    return planStages(context, sizes);
  });
  return assembleNested(planContext(experiment, registry, records), sizes, arms);
}

/** One training on one split. */
function planSingle(
  experiment: Pick<ResolvedExperiment, 'spec' | 'info'>,
  registry: Registry,
  [record]: readonly PlanRecord[],
): ExperimentPlan {
  const { spec } = experiment;
  const progress = {
    total: 1,
    finished: record?.status === 'done' ? 1 : 0,
    failed: record?.status === 'failed' ? 1 : 0,
  };
  const done = progress.finished + progress.failed === 1;
  return {
    runs: record === undefined ? [{ key: 'single', name: spec.name ?? 'run', spec, seed: spec.seed }] : [],
    done,
    result: {
      version: 1,
      kind: experimentKind(spec, registry),
      status: progress.failed === 1 ? 'failed' : done ? 'done' : 'running',
      ...(progress.failed === 1 ? { problem: 'The training failed.' } : {}),
      progress,
      stages: [{ stage: 'single', ...progress }],
      chosen: {},
      ...testOf(record === undefined ? [] : [record], 'the run'),
    },
  };
}

const PLANNERS: Readonly<
  Partial<Record<StagePlan['stage'], (context: PlanContext, choice: Choice) => StagePlan>>
> = {
  selection: planSelection,
  search: planSearch,
  folds: planFolds,
  ensemble: planEnsemble,
  'learning-curve': planLearningCurve,
  study: planStudy,
  final: planFinal,
};

/** The stages up to the first that is not complete. */
function planStages(context: PlanContext, sizes: readonly StageSize[]): readonly StagePlan[] {
  const plans: StagePlan[] = [];
  let choice: Choice = { values: {}, judged: [] };
  for (const { stage } of sizes) {
    const plan = PLANNERS[stage]?.(context, choice);
    if (plan === undefined) continue;
    plans.push(plan);
    if (!plan.complete || plan.problem !== undefined) break;
    choice = plan.choice;
  }
  return plans;
}

function assemble(
  context: PlanContext,
  sizes: readonly StageSize[],
  [plans = []]: readonly (readonly StagePlan[])[],
): ExperimentPlan {
  const stages = sizes.map(({ stage, numRuns }) =>
    progressOf(
      stage,
      numRuns,
      plans.find((plan) => plan.stage === stage),
    ),
  );
  const results: Partial<ExperimentResult> = {
    ...(Object.assign({}, ...plans.map(({ result }) => result)) as Partial<ExperimentResult>),
    ...foldsEnsemble(context, plans),
  };
  const last = plans.at(-1);
  const done = isDone(plans, sizes.length);
  const tested = plans
    .filter(({ stage }) => stage === 'final' || stage === 'ensemble')
    .flatMap(({ records }) => records);
  return {
    runs: plans.flatMap(({ wanted }) => wanted),
    done,
    result: {
      version: 1,
      kind: experimentKind(context.spec, context.registry),
      ...statusOf(done, last?.problem),
      progress: sumOf(stages),
      stages,
      ...objectiveOf(context),
      chosen: last?.choice.values ?? {},
      ...results,
      ...testOf(foldsOrMembers(context, plans, tested), subjectOf(context), results.ensemble?.test),
    },
  };
}

/** Folds that are members of an ensemble are tested as such. */
function foldsOrMembers(
  { spec }: PlanContext,
  plans: readonly StagePlan[],
  tested: readonly PlanRecord[],
): readonly PlanRecord[] {
  if (spec.ensemble?.kind !== 'folds') return tested;
  return plans.find(({ stage }) => stage === 'folds')?.records ?? [];
}

function foldsEnsemble(context: PlanContext, plans: readonly StagePlan[]): Partial<ExperimentResult> {
  if (context.spec.ensemble?.kind !== 'folds') return {};
  const folds = plans.find(({ stage }) => stage === 'folds');
  return folds === undefined ? {} : { ensemble: ensembleResult(context, folds.records) };
}

function subjectOf({ spec }: PlanContext): string {
  return spec.ensemble === undefined ? 'the chosen network' : 'the ensemble and its members';
}

function assembleNested(
  context: PlanContext,
  sizes: readonly StageSize[],
  arms: readonly (readonly StagePlan[])[],
): ExperimentPlan {
  const stages = arms.flatMap((plans, i) =>
    sizes.map(({ stage, numRuns }) => ({
      ...progressOf(
        stage,
        numRuns / arms.length,
        plans.find((plan) => plan.stage === stage),
      ),
      outerFold: i + 1,
    })),
  );
  const done = arms.every((plans) => isDone(plans, sizes.length));
  const problem = arms.flatMap((plans) => plans.at(-1)?.problem ?? [])[0];
  const finals = arms.map((plans) => plans.find(({ stage }) => stage === 'final')?.records[0]);
  const outerFolds: OuterFoldsResult = {
    folds: arms.map((plans, i) => ({
      outerFold: i + 1,
      chosen: plans.at(-1)?.choice.values ?? {},
      ...(finals[i] === undefined ? {} : { final: outcomeOf(finals[i]) }),
      testMetrics: finals[i]?.testMetrics ?? null,
    })),
    metrics: summarizeRows(finals.map((final) => final?.testMetrics ?? null)),
  };
  return {
    runs: arms.flatMap((plans) => plans.flatMap(({ wanted }) => wanted)),
    done,
    result: {
      version: 1,
      kind: experimentKind(context.spec, context.registry),
      ...statusOf(done, done ? problem : undefined),
      progress: sumOf(stages),
      stages,
      ...objectiveOf(context),
      chosen: {},
      outerFolds,
    },
  };
}

/** All stages are over, or one ended without anything to go on with. */
function isDone(plans: readonly StagePlan[], numStages: number): boolean {
  const last = plans.at(-1);
  if (last === undefined || !last.complete) return false;
  return plans.length === numStages || last.problem !== undefined;
}

function statusOf(done: boolean, problem: string | undefined): Pick<ExperimentResult, 'status' | 'problem'> {
  if (problem !== undefined) return { status: 'failed', problem };
  return { status: done ? 'done' : 'running' };
}

function objectiveOf({ spec, objective }: PlanContext): Pick<ExperimentResult, 'objective'> {
  return spec.objective === undefined ? {} : { objective: objective.name };
}

function progressOf(stage: StageSize['stage'], total: number, plan: StagePlan | undefined): StageProgress {
  const records = plan?.records ?? [];
  return {
    stage,
    // What a stage that is over did not need will not come any more.
    total: plan?.complete === true ? records.length : total,
    finished: records.filter(({ status }) => status === 'done').length,
    failed: records.filter(({ status }) => status === 'failed').length,
  };
}

function sumOf(stages: readonly StageProgress[]): ExperimentResult['progress'] {
  const sum = (key: 'total' | 'finished' | 'failed'): number =>
    stages.reduce((all, stage) => all + stage[key], 0);
  return { total: sum('total'), finished: sum('finished'), failed: sum('failed') };
}

/** The test part as it was opened by some runs, all for one purpose: what they came to on average, or together. */
function testOf(
  records: readonly PlanRecord[],
  subject: string,
  together?: EnsemblePart,
): { readonly test?: TestResult } {
  const tested = records.filter(({ testMetrics }) => testMetrics !== null);
  const [first] = tested;
  if (first === undefined) return {};
  const { openings } = openTestSet(unopenedTestSet, subject);
  const metrics = summarizeRows(tested.map(({ testMetrics }) => testMetrics));
  const means = Object.fromEntries(Object.entries(metrics).map(([name, { mean }]) => [name, mean]));
  const numExamples = first.numExamples?.test ?? null;
  const opened = { openings, runIds: tested.map(({ id }) => id), numExamples };
  if (together !== undefined) {
    const { comparison, metrics: intervals } = together;
    const values = Object.entries(comparison).map(
      ([name, { ensemble }]) => [`test/${name}`, ensemble] as const,
    );
    const { accuracy } = intervals;
    return {
      test: {
        ...opened,
        metrics: Object.fromEntries(values),
        ...(accuracy === undefined ? {} : { accuracy }),
      },
    };
  }
  const accuracy = means['test/accuracy'];
  return {
    test: {
      ...opened,
      metrics: means,
      ...(accuracy === undefined || numExamples === null
        ? {}
        : { accuracy: wilsonInterval(Math.round(accuracy * numExamples), numExamples) }),
    },
  };
}
