import { ensembleSpec, searchSpec } from './planning-spec.ts';

/**
 * Expands the short forms that people write into the one form that the schema describes.
 *
 * `network: { architecture: "conv-net", config: { … } }` becomes `network: { architecture: { id: "conv-net", … } }`, and a
 * split or early-stopping rule may leave out what the rest of the file says: `split: { train: 0.8, … }` is a stratified one.
 * A search and an ensemble may be written as the plugin that they use, with their own fields beside its configuration:
 * `search: { id: "random", trials: 12, space: { … } }`. `null` is the same as leaving them out.
 */
export function expandShorthands(written: unknown): unknown {
  if (!isObject(written)) return written;
  const expanded: Record<string, unknown> = { ...written };
  if (isObject(written['network'])) expanded['network'] = expandNetwork(written['network']);
  if (isObject(written['data'])) expanded['data'] = expandData(written['data']);
  expandPart(expanded, 'search', 'strategy', searchSpec);
  expandPart(expanded, 'ensemble', 'method', ensembleSpec);
  for (const part of OPTIONAL_PARTS) if (expanded[part] === null) delete expanded[part];
  return expanded;
}

const OPTIONAL_PARTS = ['selection', 'search', 'ensemble', 'learningCurve', 'study'];

/** A part that is written as the reference to its plugin: what is no field of the part belongs to the plugin. */
function expandPart(
  spec: Record<string, unknown>,
  part: 'search' | 'ensemble',
  field: string,
  schema: { readonly shape: object },
): void {
  const written = typeof spec[part] === 'string' ? { id: spec[part] } : spec[part];
  if (!isObject(written) || !('id' in written)) return;
  const entries = Object.entries(written);
  const isOwn = ([key]: readonly [string, unknown]): boolean => key in schema.shape;
  spec[part] = {
    ...Object.fromEntries(entries.filter(isOwn)),
    [field]: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
  };
}

function expandNetwork(network: Record<string, unknown>): Record<string, unknown> {
  const { architecture, config, ...rest } = network;
  if (config === undefined) return network;
  if (typeof architecture === 'string' && isObject(config))
    return { ...rest, architecture: { ...config, id: architecture } };
  return network;
}

function expandData(data: Record<string, unknown>): Record<string, unknown> {
  const { split } = data;
  if (!isObject(split) || 'id' in split) return data;
  return { ...data, split: { id: 'stratified', ...split } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
