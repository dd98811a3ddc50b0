import {
  ConvlabError,
  issueError,
  type Domain,
  type ParameterValue,
  type PathSegment,
  type Registry,
  type Result,
  type SearchSpace,
} from '@convlab/core';
import type { CompleteSpec } from './experiment-spec.ts';
import { withNotedChecksum } from './data-set-variants.ts';
import { endsOf } from './domain-ends.ts';
import { objectiveOf } from './objective.ts';
import { countRuns } from './count-runs.ts';
import { setValues, type SettingsByPath } from './set-values.ts';
import { trainingSpec } from './training-spec.ts';

/* More runs than anybody waits for are a mistake in a number. */
const MAX_RUNS = 10_000;
/* Each value of a space that is tried out costs the shapes of a network. */
const MAX_TRIED = 64;

/** Where the value that made a fault is written, from where the fault is in the changed specification. */
type PlaceOf = (path: readonly PathSegment[]) => readonly PathSegment[];
type Resolve = (written: unknown, registry: Registry) => Result<unknown>;

/**
 * Demands that what is to be planned can be: parts that go together, a search space whose values fit, a size that ends.
 *
 * @param resolve  resolves an experiment; given, as it calls this function itself
 * @throws {ConvlabError} E_SPEC_RUN, E_SPEC_OBJECTIVE, E_SPEC_ENSEMBLE, E_SPEC_PROTOCOL, E_SPEC_PATH, E_SELECTION_CANDIDATES,
 *   E_STUDY_ARMS, E_SEARCH_SPACE, E_EXPERIMENT_SIZE, or the fault of a value, with its path
 */
export function requirePlan(spec: CompleteSpec, registry: Registry, resolve: Resolve): void {
  const plansMore = spec.selection ?? spec.search ?? spec.ensemble ?? spec.learningCurve ?? spec.study;
  if (plansMore === undefined) {
    requireSize(spec, registry);
    return;
  }
  requireNoRun(spec);
  if (spec.objective !== undefined) objectiveOf(spec, registry);
  requireProtocol(spec, registry);
  requireEnsemble(spec, registry);
  requireSize(spec, registry);
  requireCandidates(spec, registry, resolve);
  requireSpace(spec, registry, resolve);
  requireStudy(spec, registry, resolve);
}

function requireNoRun({ run }: CompleteSpec): void {
  if (run === undefined) return;
  throw new ConvlabError({
    code: 'E_SPEC_RUN',
    message:
      'One run of an experiment cannot be a search, selection, ensemble, learning curve or study itself',
    path: ['run'],
    hint: 'Leave "run" out; planning writes it.',
  });
}

function requireProtocol(spec: CompleteSpec, registry: Registry): void {
  const nested = registry.create('protocol', spec.protocol).numOuterFolds !== undefined;
  const clash =
    spec.ensemble === undefined ? (spec.learningCurve === undefined ? '' : 'learning curve') : 'ensemble';
  if (!nested || clash === '') return;
  throw new ConvlabError({
    code: 'E_SPEC_PROTOCOL',
    message: `A nested protocol has no ${clash}, as it chooses anew in each outer fold`,
    path: ['protocol'],
    expected: 'another protocol, or a nested one with a search or a selection',
  });
}

function requireEnsemble({ ensemble, protocol, training }: CompleteSpec, registry: Registry): void {
  if (ensemble === undefined) return;
  const { numSplits } = registry.create('protocol', protocol);
  if (ensemble.kind === 'folds' && numSplits < 2) {
    throw new ConvlabError({
      code: 'E_SPEC_ENSEMBLE',
      message: 'An ensemble of folds needs a protocol with several splits',
      received: numSplits,
      expected: 'a cross-validation or repeated hold-out',
      path: ['ensemble', 'kind'],
    });
  }
  if (ensemble.kind === 'snapshot' && training.epochs < ensemble.members) {
    throw new ConvlabError({
      code: 'E_SPEC_ENSEMBLE',
      message: 'Every snapshot needs an epoch at the least',
      received: `${training.epochs} epochs for ${ensemble.members} members`,
      expected: `at least ${ensemble.members} epochs`,
      path: ['ensemble', 'members'],
    });
  }
}

function requireSize(spec: CompleteSpec, registry: Registry): void {
  const count = located(['search', 'space'], () => countRuns(spec, registry));
  if (count <= MAX_RUNS) return;
  throw new ConvlabError({
    code: 'E_EXPERIMENT_SIZE',
    message: 'The experiment would have too many runs',
    received: count,
    expected: `at most ${MAX_RUNS} runs`,
    hint: 'Use fewer folds, repeats, trials or members.',
  });
}

function requireCandidates(spec: CompleteSpec, registry: Registry, resolve: Resolve): void {
  const candidates = spec.selection?.candidates ?? [];
  const path = ['selection', 'candidates'];
  candidates.forEach(({ name, set }, i) => {
    if (candidates.findIndex((other) => other.name === name) !== i) {
      throw new ConvlabError({
        code: 'E_SELECTION_CANDIDATES',
        message: `Two candidates are called "${name}"`,
        path: [...path, i, 'name'],
      });
    }
    requireSet(spec, set, registry, resolve, [...path, i, 'set']);
  });
}

function requireStudy(spec: CompleteSpec, registry: Registry, resolve: Resolve): void {
  if (spec.study === undefined) return;
  const { arms, seeds } = spec.study;
  const { selection, search, ensemble, learningCurve } = spec;
  const other = selection ?? search ?? ensemble ?? learningCurve;
  if (other !== undefined || registry.create('protocol', spec.protocol).numSplits > 1)
    throw studyError('A study trains each arm once with each seed', ['study'], {
      hint: 'Leave out protocol, selection, search, ensemble and learning curve.',
    });
  if (new Set(seeds).size < seeds.length)
    throw studyError('Two seeds of the study are the same', ['study', 'seeds'], { received: seeds });
  const path = ['study', 'arms'];
  arms.forEach((arm, i) => {
    if (arms.findIndex(({ name }) => name === arm.name) !== i)
      throw studyError(`Two arms are called "${arm.name}"`, [...path, i, 'name']);
    if (arm.seeds?.some((seed) => !seeds.includes(seed)))
      throw studyError('An arm has a seed that the study has not', [...path, i, 'seeds'], {
        received: arm.seeds,
        expected: `some of ${seeds.join(', ')}`,
      });
    requireSet(spec, arm.set, registry, resolve, [...path, i, 'set']);
    requireSplit(spec, arm, registry, [...path, i, 'split']);
  });
}

function requireSplit(
  spec: CompleteSpec,
  { set, split = 0 }: { readonly set: SettingsByPath; readonly split?: number | undefined },
  registry: Registry,
  path: readonly PathSegment[],
): void {
  const { protocol } = setValues(trainingSpec(spec), set);
  const { numSplits } = registry.create('protocol', protocol);
  if (split >= numSplits)
    throw studyError('The protocol of an arm has no split of this number', path, {
      received: split,
      expected: `a whole number from 0 to ${numSplits - 1}`,
    });
}

function studyError(
  message: string,
  path: readonly PathSegment[],
  more: { readonly received?: unknown; readonly expected?: string; readonly hint?: string } = {},
): ConvlabError {
  return new ConvlabError({ code: 'E_STUDY_ARMS', message, path, ...more });
}

function requireSpace(spec: CompleteSpec, registry: Registry, resolve: Resolve): void {
  if (spec.search === undefined) return;
  const { space } = spec.search;
  for (const { path, values } of extremes(space).slice(0, MAX_TRIED)) {
    requireValues(spec, values, registry, resolve, ['search', 'space', path]);
  }
}

/** The values that each domain begins and ends with, or all of a choice, each with what its condition asks. */
function extremes(space: SearchSpace): { path: string; values: Record<string, ParameterValue> }[] {
  return Object.entries(space).flatMap(([path, domain]) => {
    const condition = conditionOf(space, domain);
    return endsOf(domain).map((value) => ({ path, values: { ...condition, [path]: value } }));
  });
}

function conditionOf(space: SearchSpace, { when }: Domain): Record<string, ParameterValue> {
  const parent = when === undefined ? undefined : space[when.path];
  // Conditions that name nothing or go in a circle were refused when the trials were counted.
  if (when === undefined || parent === undefined) return {};
  return { ...conditionOf(space, parent), [when.path]: when.in[0] as ParameterValue };
}

function requireSet(
  spec: CompleteSpec,
  set: SettingsByPath,
  registry: Registry,
  resolve: Resolve,
  place: readonly PathSegment[],
): void {
  requireValues(spec, set, registry, resolve, place, placeInSet(set, place));
}

function requireValues(
  spec: CompleteSpec,
  values: SettingsByPath,
  registry: Registry,
  resolve: Resolve,
  place: readonly PathSegment[],
  placeOf: PlaceOf = () => place,
): void {
  const changed = withNotedChecksum(
    located(place, () => setValues(trainingSpec(spec), values)),
    spec.data.checksums,
    registry,
  );
  const result = resolve(changed, registry);
  if (result.ok) return;
  // The value is written at its place in the space or candidate; where it would have gone stands in the message.
  throw issueError(result.issues.map((issue) => ({ ...issue, path: placeOf(issue.path) })));
}

/** Within a set of values, the place of the one that a fault of the changed specification comes from. */
function placeInSet(values: SettingsByPath, set: readonly PathSegment[]): PlaceOf {
  return (path) => {
    const at = Object.keys(values).find((key) => `${path.join('.')}.`.startsWith(`${key}.`));
    return at === undefined ? set : [...set, at, ...path.slice(at.split('.').length)];
  };
}

/** Runs `work` and puts `path` in front of the path of a coded error. */
function located<T>(path: readonly PathSegment[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ConvlabError ? error.under(...path) : error;
  }
}
