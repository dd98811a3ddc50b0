import type { Workbench } from '@convlab/workbench';

/** The data set of a run's specification, as a reference; `null` where it has none. */
export function dataSetOf(
  spec: unknown,
): string | { readonly id: string; readonly [key: string]: unknown } | null {
  const set = (spec as { readonly data?: { readonly set?: unknown } } | null)?.data?.set;
  if (typeof set === 'string') return set;
  return typeof set === 'object' && set !== null && 'id' in set ? (set as { id: string }) : null;
}

/** Names of its classes; none where the data set's plugin is not installed any more. */
export async function outputNames(
  { registry, fetchDataSets }: Workbench,
  set: ReturnType<typeof dataSetOf>,
): Promise<readonly string[]> {
  const parsed = registry.parse('data-set', set);
  if (parsed.ok) await fetchDataSets(set);
  return parsed.ok ? registry.create('data-set', parsed.value.ref).info.outputNames : [];
}
