import { createRng, type Registry, type Rng } from '@convlab/core';
import { withNotedChecksum } from '../spec/data-set-variants.ts';
import type { CompleteSpec } from '../spec/experiment-spec.ts';
import { objectiveOf, type Objective } from '../spec/objective.ts';
import type { RunSpec } from '../spec/planning-spec.ts';
import { resolveExperiment, type ResolvedExperiment } from '../spec/resolve-experiment.ts';
import { setValues, type SettingsByPath } from '../spec/set-values.ts';
import { trainingSpec } from '../spec/training-spec.ts';
import type { ExperimentResult, RunOutcome } from './experiment-result.ts';
import { keyOf, type PlannedRun, type PlanRecord } from './plan-record.ts';

/** What every stage works with. */
export interface PlanContext {
  /** The whole experiment, complete. */
  readonly spec: CompleteSpec;
  readonly registry: Registry;
  readonly objective: Objective;
  /** Names of classes, or of what is predicted. */
  readonly outputNames: readonly string[];
  readonly recordOf: (run: RunSpec) => PlanRecord | undefined;
  readonly records: readonly PlanRecord[];
  /** Of nested protocols, from 1, with the splits that belong to it. */
  readonly outerFold?: number;
  /** Positions of the splits that choices are judged on. */
  readonly splits: readonly number[];
  readonly rng: Rng;
}

/** What was chosen by the stages before. */
export interface Choice {
  readonly values: SettingsByPath;
  /** The runs that the chosen one was judged by; empty before there are any. */
  readonly judged: readonly PlanRecord[];
}

/** What a stage comes to. */
export interface StagePlan {
  readonly stage: RunSpec['stage'];
  /** Runs to make now. */
  readonly wanted: readonly PlannedRun[];
  /** Whether all its runs are over. */
  readonly complete: boolean;
  readonly records: readonly PlanRecord[];
  /** What later stages go on with. */
  readonly choice: Choice;
  readonly result: Partial<ExperimentResult>;
  /** Why nothing can be chosen, when all is over and nothing can. */
  readonly problem?: string;
}

/** A run of a stage before it is planned. */
export interface RunTemplate {
  readonly run: Partial<RunSpec> & Pick<RunSpec, 'stage'>;
  readonly name: string;
  /** Whether the stage trains on several splits, so that the run's is worth telling. */
  readonly ofSeveral?: boolean;
  /** Values besides those that were chosen before. */
  readonly set?: SettingsByPath;
  /** Further changes of the training's specification. */
  readonly change?: (spec: CompleteSpec) => CompleteSpec;
  readonly startFrom?: string;
}

/** The context of an experiment, or of one outer fold of it. */
export function planContext(
  { spec, info }: Pick<ResolvedExperiment, 'spec' | 'info'>,
  registry: Registry,
  all: readonly PlanRecord[],
  outer?: { readonly fold: number; readonly splits: readonly number[] },
): PlanContext {
  const records = all.filter(({ run }) => run?.outerFold === outer?.fold);
  const byKey = new Map(records.map((record) => [keyOf(record.run), record]));
  const root = createRng(spec.seed).fold('plan');
  const { numSplits } = registry.create('protocol', spec.protocol);
  return {
    spec,
    registry,
    objective: objectiveOf(spec, registry),
    outputNames: info.outputNames,
    records,
    recordOf: (run) => byKey.get(keyOf(run)),
    splits: outer?.splits ?? Array.from({ length: numSplits }, (_, split) => split),
    ...(outer === undefined ? {} : { outerFold: outer.fold }),
    rng: outer === undefined ? root : root.fold(outer.fold),
  };
}

/** Runs of a stage: the records of those that were made, in order, and what is to be made of the others. */
export function planRuns(
  context: PlanContext,
  { values }: Choice,
  templates: readonly RunTemplate[],
): { readonly found: readonly (PlanRecord | undefined)[]; readonly wanted: readonly PlannedRun[] } {
  const runs = templates.map(({ run }) => completeRun(context, run));
  const found = runs.map((run) => context.recordOf(run));
  const wanted = templates.flatMap((template, i) =>
    found[i] === undefined ? [plannedRun(context, values, template, runs[i] as RunSpec)] : [],
  );
  return { found, wanted };
}

function completeRun({ outerFold }: PlanContext, run: RunTemplate['run']): RunSpec {
  return {
    split: 0,
    learning: false,
    bootstrap: false,
    ...(outerFold === undefined ? {} : { outerFold }),
    ...run,
  };
}

function plannedRun(
  { spec, registry, outerFold }: PlanContext,
  chosen: SettingsByPath,
  { name, ofSeveral = false, set = {}, change = (same) => same, startFrom }: RunTemplate,
  run: RunSpec,
): PlannedRun {
  const values = { ...chosen, ...set };
  const training = withNotedChecksum(setValues(trainingSpec(spec), values), spec.data.checksums, registry);
  const changed = { ...change(training), run };
  const resolved = resolveExperiment(changed, registry);
  return {
    key: keyOf(run),
    name: outerFold === undefined ? name : `outer fold ${outerFold}, ${name}`,
    // Values that do not go together make a run that fails, as a network that diverges does.
    spec: resolved.ok ? resolved.value.spec : changed,
    seed: run.seed ?? spec.seed,
    ...(run.trial === undefined ? {} : { trial: run.trial }),
    ...(run.member === undefined ? {} : { member: run.member }),
    ...(ofSeveral ? { fold: run.split } : {}),
    ...(startFrom === undefined ? {} : { startFrom }),
  };
}

/** Whether a run is over, well or badly. */
export function isOver(record: PlanRecord | undefined): record is PlanRecord {
  return record !== undefined && record.status !== 'open';
}

/** A run as results list it. */
export function outcomeOf({ id, status, bestEpoch, bestMetrics }: PlanRecord): RunOutcome {
  return { runId: id, status, bestEpoch, metrics: bestMetrics };
}

/** The error of each of several runs; `undefined` while one is not over, `null` when one failed. */
export function errorsOf(
  { objective }: PlanContext,
  records: readonly (PlanRecord | undefined)[],
): readonly number[] | null | undefined {
  if (records.length === 0 || !records.every(isOver)) return undefined;
  const errors = records.map(({ status, bestMetrics }) =>
    status === 'done' ? objective.errorOf(bestMetrics) : null,
  );
  return errors.every((error) => error !== null) ? errors : null;
}
