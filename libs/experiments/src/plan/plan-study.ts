import { fullId, serializeError, type Registry, type StudyRun } from '@convlab/core';
import { seedsOf } from '../spec/planning-spec.ts';
import { isOver, outcomeOf, planRuns, type Choice, type PlanContext, type StagePlan } from './context.ts';
import type { StudyResult } from './experiment-result.ts';
import { summarizeRows } from './metric-summary.ts';
import type { PlanRecord } from './plan-record.ts';

type StudySpec = NonNullable<PlanContext['spec']['study']>;

/* Far enough apart that members of one seed meet no other seed of a study. */
const MEMBER_STEP = 1_000_003;

/** Every arm of a study with every seed; a seed draws the split too, so that arms are compared on equal terms. */
export function planStudy(context: PlanContext, choice: Choice): StagePlan {
  const study = context.spec.study as StudySpec;
  const arms = study.arms.map((arm) => {
    const seeds = seedsOf(study, arm);
    const templates = seeds.map((seed) => ({
      run: {
        stage: 'study' as const,
        arm: arm.name,
        repeat: study.seeds.indexOf(seed),
        seed: seed + MEMBER_STEP * (arm.member ?? 0),
        split: arm.split ?? 0,
      },
      name: `${arm.name}, seed ${seed}`,
      set: { ...arm.set, seed },
    }));
    return { name: arm.name, seeds, ...planRuns(context, choice, templates) };
  });
  const found = arms.flatMap((arm) => arm.found);
  const complete = found.every(isOver);
  const records = found.filter((record) => record !== undefined);
  const { finding, problem } = complete ? judge(study, context.registry, records) : {};
  return {
    stage: 'study',
    wanted: arms.flatMap(({ wanted }) => wanted),
    complete,
    records,
    choice,
    result: {
      study: {
        ...identityOf(study),
        budget: study.budget,
        seeds: study.seeds,
        arms: arms.map(armResult),
        ...(finding === undefined ? {} : { finding }),
      },
    },
    ...(problem === undefined ? {} : { problem }),
  };
}

function identityOf({ plugin }: StudySpec): Pick<StudyResult, 'plugin' | 'version'> {
  if (plugin === undefined) return {};
  if (typeof plugin === 'string') return { plugin: fullId(plugin) };
  return {
    plugin: fullId(plugin.id),
    ...(plugin.version === undefined ? {} : { version: plugin.version }),
  };
}

function armResult({
  name,
  seeds,
  found,
}: {
  readonly name: string;
  readonly seeds: readonly number[];
  readonly found: readonly (PlanRecord | undefined)[];
}): StudyResult['arms'][number] {
  return {
    name,
    runs: found.flatMap((record, i) =>
      record === undefined ? [] : [{ ...outcomeOf(record), seed: seeds[i] as number }],
    ),
    metrics: summarizeRows(found.map((record) => (record?.status === 'done' ? record.bestMetrics : null))),
  };
}

/** The claim's own rule, on trainings whose course is at hand; one that fails ends its own study alone. */
function judge(
  { plugin, budget, seeds }: StudySpec,
  registry: Registry,
  records: readonly PlanRecord[],
): Pick<StudyResult, 'finding'> & Pick<StagePlan, 'problem'> {
  const failed = records.every(({ status }) => status === 'failed');
  const problem = failed ? { problem: 'Every training of the study failed.' } : {};
  if (plugin === undefined) return problem;
  const runs = records.map((record) => studyRun(record, seeds));
  try {
    return { finding: registry.create('study', plugin).judge(runs, budget), ...problem };
  } catch (error) {
    return { problem: `The study could not be judged: ${serializeError(error).message}` };
  }
}

function studyRun(record: PlanRecord, seeds: readonly number[]): StudyRun {
  const { run, status, bestEpoch, numWeights, numExamples, course, predictions } = record;
  const { rows = [], epochMs = [], layers = [], stepsPerEpoch = null, plannedEpochs = 0 } = course ?? {};
  return {
    arm: run?.arm ?? '',
    seed: seeds[run?.repeat ?? 0] ?? 0,
    status: status === 'done' ? 'done' : 'failed',
    rows,
    epochMs,
    bestEpoch,
    stepsPerEpoch,
    plannedEpochs,
    numWeights,
    numExamples,
    layers,
    ...(predictions?.validation === undefined ? {} : { predictions: predictions.validation }),
  };
}
