import { readFile } from 'node:fs/promises';
import { ConvlabError } from '@convlab/core';

/* A specification is a page of text; a file of this size is something else. */
const MAX_BYTES = 5_000_000;

/**
 * Reads a JSON file.
 *
 * @throws {ConvlabError} E_FILE_MISSING, E_FILE_SIZE or E_FILE_JSON
 */
export async function readSpec(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_FILE_MISSING',
      message: `The file "${file}" cannot be read`,
      received: reasonOf(cause),
      expected: 'a JSON file with an experiment',
      cause,
    });
  }
  if (text.length > MAX_BYTES) {
    throw new ConvlabError({
      code: 'E_FILE_SIZE',
      message: `The file "${file}" is too large for an experiment`,
      received: text.length,
      expected: `at most ${MAX_BYTES} characters`,
    });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_FILE_JSON',
      message: `The file "${file}" is not JSON: ${reasonOf(cause)}`,
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
