import {
  ConvlabError,
  type DataFiles,
  type ParameterValue,
  type PluginRef,
  type Registry,
} from '@convlab/core';
import { applies, orderedParameters, type Parameter } from '@convlab/evaluation/search-space';
import { endsOf } from './domain-ends.ts';
import type { CompleteSpec } from './experiment-spec.ts';
import { setValues, type SettingsByPath } from './set-values.ts';

/** Checksums of the user's files by {@link filesKey}. */
export type FileChecksums = Readonly<Record<string, string>>;

/* Each is asked for its files at a launch. */
const MAX_VARIANTS = 1000;

/**
 * Every data set that a training of an experiment may read, each once: its own, and those that candidates, arms and the search make
 * of it by single settings.
 *
 * Of a range both ends count, as files are named by texts and not by numbers.
 *
 * @throws {ConvlabError} E_DATA_VARIANTS when there are more than 1000, E_SEARCH_SPACE
 */
export function dataSetVariants({ data, selection, search, study }: CompleteSpec): PluginRef[] {
  const sets = [...(selection?.candidates ?? []), ...(study?.arms ?? [])].map(({ set }) => set);
  const trials = dataTrials(search?.space ?? {});
  const found = new Map<string, PluginRef>();
  for (const set of [{}, ...sets])
    for (const values of trials) {
      const made = setValues({ data: { set: data.set } }, onlyData({ ...set, ...values }));
      found.set(JSON.stringify(made.data.set), made.data.set);
    }
  return [...found.values()];
}

/**
 * A specification of one training, whose data set names the checksum that was noted for its files at the launch. The notes themselves
 * are left out: they are of the whole experiment.
 */
export function withNotedChecksum(
  training: CompleteSpec,
  checksums: FileChecksums | undefined,
  registry: Registry,
): CompleteSpec {
  if (checksums === undefined) return training;
  const { checksums: _notes, ...data } = training.data;
  return { ...training, data: { ...data, set: checkedSet(data.set, checksums, registry) } };
}

/** A data set with the checksum that was noted for its files; as it is where none was, and where it reads none of the user's. */
export function checkedSet(ref: PluginRef, checksums: FileChecksums, registry: Registry): PluginRef {
  if (!registry.parse('data-set', ref).ok) return ref;
  const { files } = registry.create('data-set', ref);
  const sha256 = files === undefined ? undefined : checksums[filesKey(files)];
  if (sha256 === undefined) return ref;
  return typeof ref === 'string' ? { id: ref, sha256 } : { ...ref, sha256 };
}

/** The same for configurations that read the same files, whatever else they say. */
export function filesKey({ path, selection }: Pick<DataFiles, 'path' | 'selection'>): string {
  return selection === undefined ? path : JSON.stringify([path, selection]);
}

/** What trials may set of the data set, with the parameters that this depends on. */
function dataTrials(space: NonNullable<CompleteSpec['search']>['space']): SettingsByPath[] {
  const needed = new Set(Object.keys(space).filter(isOfData));
  if (needed.size === 0) return [{}];
  const ordered = orderedParameters(space);
  for (const { path, domain } of ordered.toReversed())
    if (needed.has(path) && domain.when !== undefined) needed.add(domain.when.path);
  return ordered
    .filter(({ path }) => needed.has(path))
    .reduce<Readonly<Record<string, ParameterValue>>[]>(
      (trials, parameter) => branched(trials, parameter),
      [{}],
    );
}

function branched(
  trials: readonly Readonly<Record<string, ParameterValue>>[],
  parameter: Parameter,
): Readonly<Record<string, ParameterValue>>[] {
  const next = trials.flatMap((values) =>
    applies(parameter, values)
      ? endsOf(parameter.domain).map((value) => ({ ...values, [parameter.path]: value }))
      : [values],
  );
  if (next.length > MAX_VARIANTS) throw tooMany(parameter.path);
  return next;
}

function onlyData(values: SettingsByPath): SettingsByPath {
  return Object.fromEntries(Object.entries(values).filter(([path]) => path === 'data' || isOfData(path)));
}

function isOfData(path: string): boolean {
  return path === 'data.set' || path.startsWith('data.set.');
}

function tooMany(path: string): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_VARIANTS',
    message: 'The search varies its data set in too many ways for the files of each to be stored',
    expected: `at most ${MAX_VARIANTS} data sets`,
    path: ['search', 'space', path],
    hint: 'Search fewer of its settings together; or set CONVLAB_DATA_LIMIT_MB to 0, so that nothing is stored, and every machine needs the files at the same path.',
  });
}
