import type { Domain, ParameterValue } from '@convlab/core';

/** The values that a domain begins and ends with, or all of a choice. */
export function endsOf(domain: Domain): readonly ParameterValue[] {
  if ('choice' in domain) return domain.choice;
  if ('uniform' in domain) return domain.uniform;
  return 'logUniform' in domain ? domain.logUniform : domain.integer;
}
