import { fullId, type Metric, type PluginRef, type Registry } from '@convlab/core';

/** The name of a metric in a row, which is its id without the namespace. */
export function metricName(ref: PluginRef): string {
  const id = fullId(typeof ref === 'string' ? ref : ref.id);
  return id.slice(id.indexOf('/') + 1);
}

/** Metrics by the name they have in a row. */
export function createMetrics(refs: readonly PluginRef[], registry: Registry): Record<string, Metric> {
  return Object.fromEntries(refs.map((ref) => [metricName(ref), registry.create('metric', ref)]));
}
