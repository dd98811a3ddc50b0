import {
  isConvlabError,
  type ConformanceCase,
  type ConformanceCases,
  type Layer,
  type Plugin,
  type PluginCases,
  type PluginKind,
  type Registry,
} from '@convlab/core';
import { fail } from '../_internal/fail.ts';

const LAYER_KINDS: readonly PluginKind[] = ['layer', 'normalization', 'activation'];
const LAYER_INPUTS = [
  [2, 7, 6, 4],
  [1, 5, 5, 1],
  [3, 5],
];
const IMAGE = [2, 32, 32, 3];

/**
 * The cases of a plugin: those that its package gives by `kind:id`, else the defaults of its kind.
 *
 * A layer without cases is tried on an image, on a single image of one channel and on vectors; what it refuses is left out.
 *
 * @throws {ConvlabError} E_CONFORMANCE when the configuration has required fields, or no input fits, so that cases must be given
 */
export function casesOf(plugin: Plugin, registry: Registry, given: ConformanceCases = {}): PluginCases {
  const key = `${plugin.kind}:${plugin.id}`;
  const own = given[key];
  if (own !== undefined) return own;
  const parsed = registry.override(plugin).parse(plugin.kind, { id: plugin.id });
  if (!parsed.ok)
    return fail(
      `The configuration has no default, so it needs cases: export conformanceCases with "${key}".`,
      parsed.issues.map(({ message }) => message),
    );
  if (plugin.kind === 'architecture') return { cases: [{ inputs: [IMAGE] }] };
  if (!LAYER_KINDS.includes(plugin.kind)) return { cases: [{}] };
  const layer = registry.override(plugin).create(plugin.kind, { id: plugin.id }) as Layer;
  const numInputs = layer.numInputs?.min ?? 1;
  const cases = LAYER_INPUTS.map((shape) => ({
    inputs: Array.from({ length: numInputs }, () => shape),
  })).filter((each) => accepts(layer, each));
  if (cases.length > 0) return { cases };
  return fail(`No common input fits, so the layer needs cases: export conformanceCases with "${key}".`);
}

/**
 * Demands that cases name plugins that exist, so that a misspelt one does not go unnoticed.
 *
 * @throws {ConvlabError} E_CONFORMANCE
 */
export function requireKnownCases(plugins: readonly Plugin[], given: ConformanceCases): void {
  const known = new Set(plugins.map(({ kind, id }) => `${kind}:${id}`));
  const unknown = Object.keys(given).filter((key) => !known.has(key));
  if (unknown.length > 0) fail('There are conformance cases of plugins that do not exist.', unknown);
}

function accepts(layer: Layer, { inputs = [] }: ConformanceCase): boolean {
  try {
    layer.outputShape(inputs.map((shape) => shape.slice(1)));
    return true;
  } catch (error) {
    if (isConvlabError(error)) return false;
    throw error;
  }
}
