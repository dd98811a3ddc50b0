import type { ExperimentKind } from '@convlab/store';
import { shortId, refId } from '../../form/refs.ts';
import type { WrittenSpec } from './use-spec.ts';

/** What can be chosen before anything else: what the experiment is. */
export const KINDS = ['single', 'k-fold', 'selection', 'search', 'ensemble', 'learning-curve'] as const;

/** One of {@link KINDS}. */
export type PresetKind = (typeof KINDS)[number];

/* The parts of a specification that make many trainings of it. */
const PARTS = ['protocol', 'selection', 'search', 'ensemble', 'learningCurve', 'study'] as const;

/** The part that a kind is about, which the form shows first. */
export const PART_OF: Readonly<Record<PresetKind, (typeof PARTS)[number] | undefined>> = {
  single: undefined,
  'k-fold': 'protocol',
  selection: 'selection',
  search: 'search',
  ensemble: 'ensemble',
  'learning-curve': 'learningCurve',
};

/** What each kind starts from, as far as it is the same for all trainings; a learning rate is what nearly every search begins with. */
const PRESETS: Readonly<Record<Exclude<PresetKind, 'selection'>, Partial<WrittenSpec>>> = {
  single: {},
  'k-fold': { protocol: { id: 'k-fold', folds: 5 } },
  search: {
    search: {
      strategy: { id: 'random', trials: 12 },
      space: { 'optimizer.learningRate': { logUniform: [1e-4, 1e-1] } },
    },
  },
  ensemble: { ensemble: { kind: 'seeds', members: 5 } },
  'learning-curve': { learningCurve: { fractions: [0.125, 0.25, 0.5, 1], repeats: 3 } },
};

/** The network as it is, and the one that it should be better than. */
function selectionOf({ network }: WrittenSpec): Partial<WrittenSpec> {
  const architecture = (network as { readonly architecture?: unknown } | undefined)?.architecture;
  const simpler =
    refId(architecture) === 'convlab/mlp'
      ? { name: 'linear', set: { 'network.architecture': { id: 'mlp', hidden: [] } } }
      : { name: 'fully connected', set: { 'network.architecture': { id: 'mlp', hidden: [64] } } };
  return { selection: { candidates: [{ name: 'as it is', set: {} }, simpler] } };
}

/** The kind of what is being written, by what stands out in it, as the server would name it. */
export function kindOf(spec: WrittenSpec): ExperimentKind {
  if (spec['study'] !== undefined) return 'study';
  if (spec['ensemble'] !== undefined) return 'ensemble';
  if (spec['search'] !== undefined) return 'search';
  if (spec['selection'] !== undefined) return 'selection';
  if (spec['learningCurve'] !== undefined) return 'learning-curve';
  const protocol = shortId(refId(spec['protocol']) ?? 'hold-out');
  return protocol === 'hold-out' ? 'single' : 'k-fold';
}

/** The parts of a specification that make it the kind that it is. */
export function partsOf(spec: WrittenSpec): Partial<WrittenSpec> {
  return Object.fromEntries(PARTS.flatMap((part) => (spec[part] === undefined ? [] : [[part, spec[part]]])));
}

/** The same training as another kind of experiment: with the parts given, or those that the kind starts from. */
export function withKind(
  spec: WrittenSpec,
  kind: PresetKind,
  parts: Partial<WrittenSpec> = kind === 'selection' ? selectionOf(spec) : PRESETS[kind],
): WrittenSpec {
  const rest = Object.entries(spec).filter(([key]) => !(PARTS as readonly string[]).includes(key));
  return { ...Object.fromEntries(rest), ...parts } as WrittenSpec;
}
