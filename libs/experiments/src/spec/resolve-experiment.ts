import {
  deepFreeze,
  isConvlabError,
  issueError,
  plainMessage,
  replaceNestedRefs,
  valueAt,
  type DataSetInfo,
  type Issue,
  type PathSegment,
  type PluginKind,
  type PluginRef,
  type Registry,
  type Result,
  type Task,
} from '@convlab/core';
import type { CompiledNetwork } from '@convlab/network';
import { buildNetwork } from './build-network.ts';
import { experimentSchema, experimentSpec, type CompleteSpec } from './experiment-spec.ts';
import { expandShorthands } from './expand-shorthands.ts';
import { faultOf, located } from './located.ts';
import { metricName } from './metrics.ts';
import { requirePlan } from './require-plan.ts';

/** An experiment that can be run: every part is known, every shape fits. */
export interface ResolvedExperiment {
  /** Complete: every default written out, every reference full. Resolves to itself. */
  readonly spec: CompleteSpec;
  readonly info: DataSetInfo;
  /** Compiled for the data set's shape; no weights are allocated. */
  readonly network: CompiledNetwork;
}

/* What is used where an experiment leaves the choice to the task. */
const LOSS_OF: Readonly<Record<Task, string>> = {
  classification: 'softmax-cross-entropy',
  'multi-label': 'binary-cross-entropy',
  regression: 'mean-squared-error',
};
const METRICS_OF: Readonly<Record<Task, readonly string[]>> = {
  classification: ['accuracy'],
  'multi-label': ['accuracy'],
  regression: ['r2'],
};

/**
 * Reads an experiment from outside: checks its form, its plugins and their configurations, and that every shape fits.
 *
 * Loads no data and allocates no weights, so it can run on every key press.
 *
 * @param written   anything, for example a parsed JSON file
 * @returns the experiment, or every fault found with its path in what was written
 */
export function resolveExperiment(written: unknown, registry: Registry): Result<ResolvedExperiment> {
  const expanded = expandShorthands(written);
  const checked = experimentSpec.safeParse(expanded);
  if (!checked.success)
    return { ok: false, issues: checked.error.issues.map((issue) => toIssue(issue, expanded)) };
  const completed = completeRefs(checked.data, registry);
  if (!completed.ok) return completed;
  try {
    return { ok: true, value: resolveParts(completed.value, registry) };
  } catch (error) {
    if (!isConvlabError(error)) throw error;
    return { ok: false, issues: [faultOf(error)] };
  }
}

/** As {@link resolveExperiment}, for callers that want a coded error instead of a list of faults. */
export function requireExperiment(written: unknown, registry: Registry): ResolvedExperiment {
  const result = resolveExperiment(written, registry);
  if (result.ok) return result.value;
  throw issueError(result.issues);
}

function resolveParts(spec: CompleteSpec, registry: Registry): ResolvedExperiment {
  const { info } = registry.create('data-set', spec.data.set);
  requireLabels(spec, info);
  const complete = completeChoices(spec, info, registry);
  const network = buildNetwork(complete, info, info.inputShape, registry);
  located(['optimizer'], () => registry.create('optimizer', complete.optimizer));
  requireTask('loss', registry.create('loss', complete.loss as PluginRef).tasks, info, ['loss']);
  complete.metrics?.forEach((ref, i) => {
    requireTask('metric', registry.create('metric', ref).tasks, info, ['metrics', i]);
  });
  const resolved = deepFreeze({ spec: complete, info, network });
  requirePlan(complete, registry, resolveExperiment);
  return resolved;
}

/** Fills in what depends on other parts: loss, metrics, objective, name; and moves early stopping's monitor to its place. */
function completeChoices(spec: CompleteSpec, info: DataSetInfo, registry: Registry): CompleteSpec {
  const complete = (kind: PluginKind, id: string): PluginRef => {
    const parsed = registry.parse(kind, id);
    if (!parsed.ok) throw issueError(parsed.issues);
    return parsed.value.ref;
  };
  const { monitor, ...rule } = spec.training.earlyStopping ?? {};
  const network = completeNetwork(spec.network, info, complete);
  const metrics = spec.metrics ?? METRICS_OF[info.task].map((id) => complete('metric', id));
  const compares = spec.selection ?? spec.search ?? spec.learningCurve;
  return {
    ...spec,
    network,
    test: spec.test ?? (spec.run === undefined && (spec.selection ?? spec.ensemble) !== undefined),
    ...(compares === undefined ? {} : { objective: spec.objective ?? defaultObjective(metrics) }),
    name:
      spec.name ??
      `${shortName(network.graph === undefined ? (network.architecture as PluginRef) : 'graph')} on ${shortName(spec.data.set)}`,
    loss: spec.loss ?? complete('loss', LOSS_OF[info.task]),
    metrics,
    training: {
      ...spec.training,
      monitor: monitor ?? spec.training.monitor,
      ...(spec.training.earlyStopping === undefined
        ? {}
        : { earlyStopping: rule as typeof spec.training.earlyStopping }),
    },
  };
}

/** A network for images has convolutions; vectors have no neighbours to look at together. */
function completeNetwork(
  network: CompleteSpec['network'],
  { inputShape }: DataSetInfo,
  complete: (kind: PluginKind, id: string) => PluginRef,
): CompleteSpec['network'] {
  if (network.graph !== undefined || network.architecture !== undefined) return network;
  return { ...network, architecture: complete('architecture', inputShape.length === 3 ? 'conv-net' : 'mlp') };
}

function defaultObjective([first]: readonly PluginRef[]): string {
  return first === undefined ? 'validation/loss' : `validation/${metricName(first)}`;
}

function requireTask(
  what: string,
  tasks: readonly Task[],
  info: DataSetInfo,
  path: readonly PathSegment[],
): void {
  if (tasks.includes(info.task)) return;
  throw issueError([
    {
      code: 'E_SPEC_TASK',
      path,
      message: `This ${what} is for ${tasks.join(' or ')}, but the data set's task is ${info.task}.`,
    },
  ]);
}

function requireLabels({ data }: CompleteSpec, { task }: DataSetInfo): void {
  if (data.labelNoise === 0 || task === 'classification') return;
  throw issueError([
    {
      code: 'E_SPEC_TASK',
      path: ['data', 'labelNoise'],
      message: `Labels can be replaced at random in classification alone, but the data set's task is ${task}.`,
      hint: 'Leave "labelNoise" out.',
    },
  ]);
}

function completeRefs(spec: CompleteSpec, registry: Registry): Result<CompleteSpec> {
  const issues: Issue[] = [];
  const complete = replaceNestedRefs(experimentSchema(), spec, (kind, ref, path) => {
    const parsed = registry.parse(kind, ref);
    if (parsed.ok) return parsed.value.ref;
    issues.push(...parsed.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
    return ref;
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: complete as CompleteSpec };
}

function shortName(ref: PluginRef): string {
  const id = typeof ref === 'string' ? ref : ref.id;
  return id.replace(/^convlab\//, '');
}

function toIssue(issue: { path: PropertyKey[]; message: string }, written: unknown): Issue {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  return {
    code: 'E_SPEC_INVALID',
    path,
    message: plainMessage(issue.message, path.length === 0 ? undefined : valueAt(written, path)),
  };
}
