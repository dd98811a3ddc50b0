import canonicalize from 'canonicalize';

/**
 * The identity of an experiment: SHA-256 of its complete specification as canonical JSON (RFC 8785), hexadecimal.
 *
 * Its name does not count. Two experiments with the same hash give the same numbers on the same backend.
 */
export async function specHash(spec: object): Promise<string> {
  const { name: _name, ...rest } = spec as { name?: unknown };
  const bytes = new TextEncoder().encode(canonicalize(rest) ?? '');
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
