import { ConvlabError } from '@convlab/core';

/** The error of data that are not in the format they should be in. */
export function formatError(message: string, received: unknown, expected: string): ConvlabError {
  return new ConvlabError({ code: 'E_DATA_FORMAT', message, received, expected });
}
