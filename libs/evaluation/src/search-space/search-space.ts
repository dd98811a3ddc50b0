import { ConvlabError, type Domain, type ParameterValue, type Rng, type SearchSpace } from '@convlab/core';

/** Values by path. */
export type Values = Readonly<Record<string, ParameterValue>>;

/** One parameter of a space. */
export interface Parameter {
  readonly path: string;
  readonly domain: Domain;
}

/**
 * The parameters of a space, every one after those that its condition asks.
 *
 * @throws {ConvlabError} E_SEARCH_SPACE when bounds are not in order, a condition names no other parameter, or conditions
 *   go in a circle
 */
export function orderedParameters(space: SearchSpace): Parameter[] {
  for (const [path, domain] of Object.entries(space)) requireBounds(path, domain);
  const ordered: Parameter[] = [];
  const visiting = new Set<string>();
  const visit = (path: string, from?: string): void => {
    if (ordered.some((parameter) => parameter.path === path)) return;
    const domain = space[path];
    if (domain === undefined || visiting.has(path)) {
      throw spaceError(
        domain === undefined
          ? `The condition of "${from ?? ''}" asks for a parameter that is not searched.`
          : `The condition of "${path}" goes in a circle.`,
        path,
        'the path of another parameter of the space',
      );
    }
    visiting.add(path);
    if (domain.when !== undefined) visit(domain.when.path, path);
    ordered.push({ path, domain });
  };
  Object.keys(space).forEach((path) => visit(path));
  if (ordered.length === 0) throw spaceError('The search space is empty.', space, 'at least one parameter');
  return ordered;
}

function requireBounds(path: string, domain: Domain): void {
  if ('choice' in domain) {
    if (domain.choice.length > 0) return;
    throw spaceError(`The choice of "${path}" is empty.`, domain.choice, 'at least one value', [path]);
  }
  const [low, high] = limitsOf(domain);
  const fits =
    Number.isFinite(low) &&
    Number.isFinite(high) &&
    low <= high &&
    (!('logUniform' in domain) || low > 0) &&
    (!('integer' in domain) || (Number.isSafeInteger(low) && Number.isSafeInteger(high)));
  if (fits) return;
  const kind =
    'logUniform' in domain ? 'two positive numbers' : 'integer' in domain ? 'two integers' : 'two numbers';
  throw spaceError(`The bounds of "${path}" are malformed.`, [low, high], `${kind}, the smaller one first`, [
    path,
  ]);
}

/** Lowest and highest value of a numeric domain. */
export function limitsOf(domain: Exclude<Domain, { choice: unknown }>): readonly [number, number] {
  if ('uniform' in domain) return domain.uniform;
  if ('logUniform' in domain) return domain.logUniform;
  return (domain as { integer: readonly [number, number] }).integer;
}

/** Whether a parameter exists among the values chosen so far. */
export function applies({ domain }: Parameter, values: Values): boolean {
  const { when: condition } = domain;
  if (condition === undefined) return true;
  const value = values[condition.path];
  return (
    value !== undefined && condition.in.some((accepted) => JSON.stringify(accepted) === JSON.stringify(value))
  );
}

/** Whether a domain lists its values. */
export function isChoice(domain: Domain): domain is Extract<Domain, { choice: unknown }> {
  return 'choice' in domain;
}

/**
 * The value of a numeric domain at a place from 0 to 1; logarithmic domains are even in the logarithm, and every integer has an
 * equal share.
 */
export function valueAt(domain: Exclude<Domain, { choice: unknown }>, place: number): number {
  const [low, high] = limitsOf(domain);
  if ('logUniform' in domain) {
    // At the ends the exponential misses the bounds by a rounding error.
    return Math.min(high, Math.max(low, Math.exp(Math.log(low) + place * Math.log(high / low))));
  }
  if ('integer' in domain) return Math.min(high, low + Math.floor(place * (high - low + 1)));
  return low + place * (high - low);
}

/** The place from 0 to 1 of a value; the inverse of {@link valueAt}, for integers the middle of their share. */
export function placeOf(domain: Exclude<Domain, { choice: unknown }>, value: number): number {
  const [low, high] = limitsOf(domain);
  if (low === high) return 0.5;
  if ('logUniform' in domain) return Math.log(value / low) / Math.log(high / low);
  if ('integer' in domain) return (value - low + 0.5) / (high - low + 1);
  return (value - low) / (high - low);
}

/** Values drawn independently, each parameter from its own stream. */
export function sampleValues(parameters: readonly Parameter[], rng: Rng): Values {
  return assignValues(parameters, ({ path, domain }) => {
    const [place = 0] = rng.fold(path).uniform(1);
    if (!isChoice(domain)) return valueAt(domain, place);
    return domain.choice[Math.floor(place * domain.choice.length)] as ParameterValue;
  });
}

/** Values by path from a function of each parameter that applies, in order. */
export function assignValues(
  parameters: readonly Parameter[],
  choose: (parameter: Parameter) => ParameterValue,
): Values {
  const values: Record<string, ParameterValue> = {};
  for (const parameter of parameters) {
    if (applies(parameter, values)) values[parameter.path] = choose(parameter);
  }
  return values;
}

/** A fault of a search space, or of one of its parameters. */
export function spaceError(
  message: string,
  received: unknown,
  expected: string,
  path: readonly string[] = [],
): ConvlabError {
  return new ConvlabError({ code: 'E_SEARCH_SPACE', message, received, expected, path });
}
