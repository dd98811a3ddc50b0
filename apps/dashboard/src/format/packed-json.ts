import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';

/** A value as JSON, deflated (RFC 1951) and in the letters of an address (base64url, RFC 4648, without padding). */
export function packJson(value: unknown): string {
  const bytes = deflateSync(strToU8(JSON.stringify(value)), { level: 9 });
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The value that was packed; `undefined` for text that is nothing packed. */
export function unpackJson(text: string): unknown {
  try {
    const bytes = strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
    return JSON.parse(strFromU8(inflateSync(bytes))) as unknown;
  } catch {
    return undefined;
  }
}
