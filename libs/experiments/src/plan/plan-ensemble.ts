import { fullId } from '@convlab/core';
import type { CompleteSpec } from '../spec/experiment-spec.ts';
import { HOLD_OUT } from '../spec/hold-out.ts';
import { combineMembers } from './combine-members.ts';
import {
  isOver,
  outcomeOf,
  planRuns,
  type Choice,
  type PlanContext,
  type RunTemplate,
  type StagePlan,
} from './context.ts';
import type { EnsembleResult } from './experiment-result.ts';
import type { PlanRecord } from './plan-record.ts';

type EnsembleSpec = NonNullable<CompleteSpec['ensemble']>;

/** Members of the chosen network on the hold-out split, and what they come to together. */
export function planEnsemble(context: PlanContext, choice: Choice): StagePlan {
  const ensemble = context.spec.ensemble as EnsembleSpec;
  const templates = Array.from({ length: ensemble.members }, (_, member) =>
    memberTemplate(context, ensemble, member),
  );
  const { found, wanted } = planRuns(context, choice, templates);
  const records = found.filter((record) => record !== undefined);
  return {
    stage: 'ensemble',
    wanted: ensemble.kind === 'snapshot' ? nextSnapshot(found, wanted) : wanted,
    complete: ensemble.kind === 'snapshot' ? snapshotsOver(found) : found.every(isOver),
    records,
    choice,
    result: { ensemble: ensembleResult(context, records) },
  };
}

/** The ensemble of runs that another stage made. */
export function ensembleResult(context: PlanContext, records: readonly PlanRecord[]): EnsembleResult {
  const { kind, method } = context.spec.ensemble as EnsembleSpec;
  return {
    kind,
    method: fullId(typeof method === 'string' ? method : method.id),
    members: records.map(outcomeOf),
    ...combineMembers(
      context,
      records.filter(({ status }) => status === 'done'),
    ),
  };
}

function memberTemplate({ spec }: PlanContext, ensemble: EnsembleSpec, member: number): RunTemplate {
  const cycle = (training: CompleteSpec): CompleteSpec => ({
    ...training,
    optimizer: annealed(training.optimizer),
    training: {
      ...training.training,
      epochs: Math.max(1, Math.round(training.training.epochs / ensemble.members)),
    },
  });
  return {
    run: {
      stage: 'ensemble',
      member,
      // The first member is the plain run of this seed.
      seed: spec.seed + member,
      bootstrap: ensemble.kind === 'bagging',
    },
    name: `member ${member + 1}`,
    change: (training) => {
      const plain = { ...training, protocol: HOLD_OUT, test: spec.test === true };
      return ensemble.kind === 'snapshot' ? cycle(plain) : plain;
    },
  };
}

/** A constant learning rate as a cosine that starts there: a snapshot is taken where it has come to rest. */
function annealed(optimizer: CompleteSpec['optimizer']): CompleteSpec['optimizer'] {
  if (typeof optimizer === 'string' || typeof optimizer['learningRate'] !== 'number') return optimizer;
  return { ...optimizer, learningRate: { id: 'cosine', initial: optimizer['learningRate'] } };
}

/** Each snapshot goes on from the one before, so that one is made at a time. */
function nextSnapshot(
  found: readonly (PlanRecord | undefined)[],
  wanted: ReturnType<typeof planRuns>['wanted'],
): StagePlan['wanted'] {
  const before = found.findLast((record) => record !== undefined);
  const [next] = wanted;
  if (next === undefined) return [];
  if (before === undefined) return [next];
  return before.status === 'done' ? [{ ...next, startFrom: before.id }] : [];
}

/** A snapshot that failed leaves nothing to go on from. */
function snapshotsOver(found: readonly (PlanRecord | undefined)[]): boolean {
  return found.every(isOver) || found.some((record) => record?.status === 'failed');
}
