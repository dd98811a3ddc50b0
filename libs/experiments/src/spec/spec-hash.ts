import canonicalize from 'canonicalize';

/** What an experiment of one training on one split has in these fields; written out or not, it is the same experiment. */
const PLAIN: Readonly<Record<string, unknown>> = {
  protocol: { id: 'convlab/hold-out', version: 1 },
  test: false,
};

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
  const entries = Object.entries(rest).filter(
    ([key, value]) => !(key in PLAIN && canonicalize(value) === canonicalize(PLAIN[key])),
  );
  const identity = Object.fromEntries(entries);
  const { data } = identity;
  if (typeof data !== 'object' || data === null || (data as { fraction?: unknown }).fraction !== 1)
    return identity;
  const { fraction: _fraction, ...all } = data as Record<string, unknown>;
  return { ...identity, data: all };
}
