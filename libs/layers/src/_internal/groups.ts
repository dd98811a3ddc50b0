import { ConvlabError } from '@convlab/core';
import { z } from 'zod';

/** How many groups of channels are convolved apart. */
export const groupCount = z
  .int()
  .min(1)
  .meta({
    title: 'Groups',
    description: 'Channel groups that are convolved apart; must divide input channels and filters.',
    ui: { advanced: true },
  });

/**
 * Makes sure that groups divide channels and filters.
 *
 * @throws {ConvlabError} E_SHAPE_GROUPS
 */
export function requireGroups(groups: number, channels: number, filters: number): void {
  if (channels % groups === 0 && filters % groups === 0) return;
  throw new ConvlabError({
    code: 'E_SHAPE_GROUPS',
    message: `groups (${groups}) must divide the input channels (${channels}) and the filters (${filters})`,
    received: groups,
    expected: `a common divisor of ${channels} and ${filters}`,
    hint: `The largest is ${greatestCommonDivisor(channels, filters)}.`,
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
