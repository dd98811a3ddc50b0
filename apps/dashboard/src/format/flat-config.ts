/** A setting's value as a table shows it. */
export type ConfigValue = string | number | boolean | null;

/** Settings by their paths, such as `optimizer.learningRate`. */
export type FlatConfig = Readonly<Record<string, ConfigValue>>;

/* What is the same by definition, or stands elsewhere on a page. */
const LEFT_OUT = new Set(['version', 'name']);
const NAMESPACE = 'convlab/';

/**
 * The settings of an experiment, each under one path.
 *
 * A plugin stands under the path of its place, its own settings below it; plugins in a list stand under their ids, so that two
 * experiments with the same plugin in different order are the same. Lists of plain values are one setting.
 */
export function flattenConfig(spec: unknown): FlatConfig {
  const flat: Record<string, ConfigValue> = {};
  if (isObject(spec)) collect(spec, '', flat);
  return flat;
}

function collect(object: Readonly<Record<string, unknown>>, path: string, flat: Record<string, ConfigValue>) {
  const { id } = object;
  if (typeof id === 'string' && path !== '') flat[path] = shortId(id);
  for (const [key, value] of Object.entries(object)) {
    if (LEFT_OUT.has(key) || (key === 'id' && path !== '')) continue;
    put(value, path === '' ? key : `${path}.${key}`, flat);
  }
}

function put(value: unknown, path: string, flat: Record<string, ConfigValue>): void {
  if (Array.isArray(value)) putList(value, path, flat);
  else if (isObject(value)) collect(value, path, flat);
  else if (isPlain(value)) flat[path] = typeof value === 'string' ? shortId(value) : value;
}

function putList(list: readonly unknown[], path: string, flat: Record<string, ConfigValue>): void {
  if (list.every(isPlain)) {
    if (list.length > 0) flat[path] = list.map(String).join(', ');
    return;
  }
  list.forEach((item, i) => {
    const id = isObject(item) && typeof item['id'] === 'string' ? shortId(item['id']) : String(i);
    if (!isObject(item)) return put(item, `${path}.${id}`, flat);
    const { id: _id, version: _version, ...settings } = item;
    flat[`${path}.${id}`] = true;
    collect(settings, `${path}.${id}`, flat);
  });
}

/** The paths whose values are not the same in all of some experiments, in the order in which they first appear. */
export function varyingPaths(configs: readonly FlatConfig[]): string[] {
  const [first, ...rest] = configs;
  if (first === undefined || rest.length === 0) return [];
  const paths = new Set(configs.flatMap((config) => Object.keys(config)));
  return [...paths].filter((path) => rest.some((config) => config[path] !== first[path]));
}

/** The last part of a path that says enough, such as `learningRate`. */
export function shortPath(path: string): string {
  const parts = path.split('.');
  const last = parts.at(-1) ?? path;
  // `rate` alone would not say of what.
  if (parts[0] === 'regularizers') return parts.slice(1).join('.');
  return parts[1] === 'augment' || parts[1] === 'perturb' ? parts.slice(2).join('.') : last;
}

/** A value as a table shows it. */
export function configText(value: ConfigValue | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'number') return numberText(value);
  return String(value);
}

function numberText(value: number): string {
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  return rounded !== 0 && (size < 1e-3 || size >= 1e6) ? rounded.toExponential() : String(rounded);
}

function shortId(id: string): string {
  return id.startsWith(NAMESPACE) ? id.slice(NAMESPACE.length) : id;
}

function isPlain(value: unknown): value is ConfigValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
