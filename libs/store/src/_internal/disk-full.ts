import { ConvlabError } from '@convlab/core';

/** A size for people, rounded down. */
export function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 2 ** 20)} MiB`;
}

/** The error when the database has no room to write. */
export function diskFull(received: string, expected: string, cause?: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_DISK_FULL',
    message: 'The disk of the database is full',
    received,
    expected,
    hint: 'Make room on it. Trainings wait meanwhile and go on by themselves; nothing that was stored is lost.',
    cause,
  });
}
