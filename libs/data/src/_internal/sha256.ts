import { ConvlabError } from '@convlab/core';

/**
 * The SHA-256 digest of `bytes`, hexadecimal.
 *
 * @throws {ConvlabError} E_DATA_CHECKSUM where the platform computes no digests
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Browsers hide `subtle` from pages that came over plain http from another machine.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) {
    throw new ConvlabError({
      code: 'E_DATA_CHECKSUM',
      message: 'The data cannot be verified, as this page has no access to cryptographic digests.',
      hint: 'Serve the page over https or from localhost.',
    });
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Checks bytes against a known digest.
 *
 * @param name  what the bytes are, for the error
 * @throws {ConvlabError} E_DATA_CHECKSUM when they differ
 */
export async function requireSha256(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  expected: string,
): Promise<void> {
  const received = await sha256(bytes);
  if (received === expected) return;
  throw new ConvlabError({
    code: 'E_DATA_CHECKSUM',
    message: `The bytes of "${name}" are not those that were published.`,
    received,
    expected: `SHA-256 ${expected}`,
    hint: 'The file was changed or damaged: install or download it again.',
  });
}
