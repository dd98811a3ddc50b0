import type { DataFiles, PluginRef, Registry } from '@convlab/core';
import { checkedSet, dataSetVariants, expandShorthands, experimentSpec } from '@convlab/experiments';

/** A reference to a data set that reads files of the user's. */
export interface FilesRef {
  readonly ref: Exclude<PluginRef, string>;
  readonly files: DataFiles;
}

/** The data sets of an experiment that read files of the user's, wherever in it they stand: in its arms and candidates too. */
export function fileSetsIn(spec: unknown, registry: Registry): FilesRef[] {
  const ids = idsOf(registry);
  const found: FilesRef[] = [];
  const visit = (value: unknown): void => {
    const one = filesRef(value, ids, registry);
    if (one !== undefined) found.push(one);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(spec);
  return found;
}

/** The data sets that an experiment makes of its own by single settings, with the checksums that were noted for their files. */
export function notedSetsIn(spec: unknown, registry: Registry): FilesRef[] {
  const read = experimentSpec.safeParse(expandShorthands(spec));
  const checksums = read.data?.data.checksums;
  if (read.data === undefined || checksums === undefined) return [];
  return dataSetVariants(read.data).flatMap(
    (ref) => filesOf(checkedSet(ref, checksums, registry), registry) ?? [],
  );
}

/** A data set with its files; `undefined` for one that reads none of the user's, and for what is none. */
export function filesOf(ref: PluginRef, registry: Registry): FilesRef | undefined {
  if (!registry.parse('data-set', ref).ok) return undefined;
  const { files } = registry.create('data-set', ref);
  return files === undefined ? undefined : { ref: typeof ref === 'string' ? { id: ref } : ref, files };
}

/** An experiment in which each of these data sets names its checksum; the rest of it as it is. */
export function withChecksums<Spec>(
  spec: Spec,
  registry: Registry,
  checksumOf: (path: string) => string | undefined,
): Spec {
  const ids = idsOf(registry);
  const visit = (value: unknown): unknown => {
    const one = filesRef(value, ids, registry);
    if (one !== undefined) {
      const sha256 = one.files.sha256 ?? checksumOf(keyOf(one));
      return sha256 === undefined ? value : { ...one.ref, sha256 };
    }
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(spec) as Spec;
}

/** The same for the same files read in the same way. */
export function keyOf({ ref }: FilesRef): string {
  return JSON.stringify(ref);
}

/* Looked up once, as most objects of an experiment name other parts. */
function idsOf(registry: Registry): ReadonlySet<string> {
  return new Set(registry.plugins('data-set').flatMap(({ id }) => [id, id.replace(/^convlab\//, '')]));
}

function filesRef(value: unknown, ids: ReadonlySet<string>, registry: Registry): FilesRef | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  if (typeof value.id !== 'string' || !ids.has(value.id)) return undefined;
  return filesOf(value as PluginRef, registry);
}
