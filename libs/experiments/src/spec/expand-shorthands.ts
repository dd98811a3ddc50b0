/**
 * Expands the short forms that people write into the one form that the schema describes.
 *
 * `network: { architecture: "conv-net", config: { … } }` becomes `network: { architecture: { id: "conv-net", … } }`, and a
 * split or early-stopping rule may leave out what the rest of the file says: `split: { train: 0.8, … }` is a stratified one.
 */
export function expandShorthands(written: unknown): unknown {
  if (!isObject(written)) return written;
  const expanded: Record<string, unknown> = { ...written };
  if (isObject(written['network'])) expanded['network'] = expandNetwork(written['network']);
  if (isObject(written['data'])) expanded['data'] = expandData(written['data']);
  return expanded;
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
