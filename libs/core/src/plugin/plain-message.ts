import { printValue } from '../errors/convlab-error.ts';

type Rule = readonly [pattern: RegExp, sentence: (...parts: string[]) => string];

/* What zod says, in the words of somebody who fills in a form. Anything else is left as it is. */
const RULES: readonly Rule[] = [
  [/^Too small: expected (?:number|int) to be >=(.+)$/, (limit) => `Must be at least ${limit}`],
  [/^Too small: expected (?:number|int) to be >(.+)$/, (limit) => `Must be more than ${limit}`],
  [/^Too big: expected (?:number|int) to be <=(.+)$/, (limit) => `Must be at most ${limit}`],
  [/^Too big: expected (?:number|int) to be <(.+)$/, (limit) => `Must be less than ${limit}`],
  [
    /^Too small: expected array to have >=(\d+) items?$/,
    (count) => `Must have at least ${count} ${items(count)}`,
  ],
  [
    /^Too big: expected array to have <=(\d+) items?$/,
    (count) => `Must have at most ${count} ${items(count)}`,
  ],
  [/^Too small: expected string to have >=1 characters?$/, () => 'Must not be empty'],
  [/^Invalid input: expected int, received number$/, () => 'Must be a whole number'],
  [/^Invalid input: expected (\w+), received undefined$/, (type) => `Is missing; must be ${aValueOf(type)}`],
  [/^Invalid input: expected (\w+), received \w+$/, (type) => `Must be ${aValueOf(type)}`],
  [/^Invalid option: expected one of (.+)$/, (options) => `Must be one of ${options.replaceAll('|', ', ')}`],
  [/^Unrecognized keys?: (.+)$/, (keys) => `There is no setting called ${keys}`],
];

/**
 * A fault of a schema library as a sentence, with the value that was received.
 *
 * @param message   what the library says
 * @param received  the value at fault; left out when it is undefined or the message names it
 */
export function plainMessage(message: string, received?: unknown): string {
  const text = message.replace(/\.$/, '');
  const rule = RULES.find(([pattern]) => pattern.test(text));
  const said = rule === undefined ? text : rule[1](...(rule[0].exec(text)?.slice(1) ?? []));
  const suffix =
    received === undefined || said.includes('received') ? '' : `; received ${printValue(received)}`;
  return `${said}${suffix}.`;
}

function items(count: string): string {
  return count === '1' ? 'item' : 'items';
}

function aValueOf(type: string): string {
  const named: Readonly<Record<string, string>> = {
    number: 'a number',
    int: 'a whole number',
    string: 'text',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  };
  return named[type] ?? type;
}
