import { ConvlabError } from '@convlab/core';

/**
 * The content of a gzip file; bytes that are not gzip come back as they are.
 *
 * Servers may undo the compression on the way, so the content decides, not the name.
 *
 * @param name  what the bytes are, for the error
 * @throws {ConvlabError} E_DATA_FORMAT when the file is damaged
 */
export async function gunzip(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(content).arrayBuffer());
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_DATA_FORMAT',
      message: `The compressed file "${name}" is damaged.`,
      hint: 'Install or download it again.',
      cause,
    });
  }
}
