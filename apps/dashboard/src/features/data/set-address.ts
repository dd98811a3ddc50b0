/** What an address names: a data set by its id, one with a configuration, or an uploaded one. */
export type SetRef = string | { readonly id: string; readonly [key: string]: unknown };

/** The address of a data set's page. */
export function setAddress(ref: SetRef): string {
  if (typeof ref === 'string') return `/data/${shortId(ref)}`;
  const { id, ...config } = ref;
  return `/data/${shortId(id)}?config=${encodeURIComponent(JSON.stringify(config))}`;
}

/**
 * The data set that an address names.
 *
 * @param config  JSON of its configuration; nonsense counts as none
 */
export function refOf(id: string, config: string): SetRef {
  if (config === '') return id;
  try {
    const value: unknown = JSON.parse(config);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value, id };
  } catch {
    // An address that was cut off names the data set alone.
  }
  return id;
}

/** An id without the namespace of what ships with ConvLab. */
export function shortId(id: string): string {
  return id.replace(/^convlab\//, '');
}
