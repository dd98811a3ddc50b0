import canonicalize from 'canonicalize';

/** What an experiment of one training on one split has in these fields; written out or not, it is the same experiment. */
const PLAIN: Readonly<Record<string, unknown>> = {
  protocol: { id: 'convlab/hold-out', version: 1 },
  test: false,
};
const PLAIN_DATA: Readonly<Record<string, unknown>> = { fraction: 1, labelNoise: 0, perturb: [] };

/**
 * The identity of an experiment: SHA-256 of its complete specification as canonical JSON (RFC 8785), hexadecimal.
 *
 * Its name does not count. Two experiments with the same hash give the same numbers on the same backend.
 */
export async function specHash(spec: object): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalize(identityOf(spec)) ?? '');
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function identityOf(spec: object): object {
  const { name: _name, ...rest } = spec as Record<string, unknown>;
  const identity = without(rest, PLAIN);
  const { data } = identity;
  if (typeof data !== 'object' || data === null) return identity;
  return { ...identity, data: without(data, PLAIN_DATA) };
}

/** The fields whose value is not the plain one. */
function without(fields: object, plain: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(fields).filter(
    ([key, value]) => !(key in plain && canonicalize(value) === canonicalize(plain[key])),
  );
  return Object.fromEntries(entries);
}
