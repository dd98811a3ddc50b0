import { ConvlabError, type PluginRef, type Registry } from '@convlab/core';
import type { MetricRow } from '@convlab/training';
import type { CompleteSpec } from './experiment-spec.ts';
import { metricName } from './metrics.ts';

/** What choices go by. */
export interface Objective {
  /** Of the validation part: `validation/accuracy`. */
  readonly name: string;
  /** The error of a metric row, lower is better: the metric itself, or what is left to its best; `null` when it has none. */
  errorOf(row: MetricRow | null): number | null;
}

/**
 * The objective of an experiment.
 *
 * error = metric where lower is better; best possible value - metric otherwise (1 - accuracy, 1 - r2)
 *
 * @throws {ConvlabError} E_SPEC_OBJECTIVE when the experiment does not measure it
 */
export function objectiveOf(spec: CompleteSpec, registry: Registry): Objective {
  const name = spec.objective ?? 'validation/loss';
  const metric = name.slice(name.indexOf('/') + 1);
  const best = metric === 'loss' ? undefined : bestOf(spec, metric, registry);
  return {
    name,
    errorOf: (row) => {
      const value = row?.[name];
      if (typeof value !== 'number') return null;
      return best === undefined ? value : best - value;
    },
  };
}

/** The value that a metric would ideally have where higher is better; `undefined` where lower is. */
function bestOf(spec: CompleteSpec, name: string, registry: Registry): number | undefined {
  const metrics = spec.metrics ?? [];
  const ref: PluginRef | undefined = metrics.find((each) => metricName(each) === name);
  if (ref === undefined) {
    throw new ConvlabError({
      code: 'E_SPEC_OBJECTIVE',
      message: 'The objective is not measured',
      received: spec.objective,
      expected: ['loss', ...metrics.map(metricName)].map((each) => `"validation/${each}"`).join(' or '),
      path: ['objective'],
    });
  }
  const { better, range } = registry.create('metric', ref).scale;
  if (better === 'lower') return undefined;
  return Number.isFinite(range[1]) ? range[1] : 0;
}
