import { ConvlabError, type Shape } from '@convlab/core';

/**
 * A JSON object given as an option; empty when the option was left out.
 *
 * @throws {ConvlabError} E_CLI_OPTION when the text is anything else
 */
export function parseObject(option: string, text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Answered below, as what is no object is.
  }
  throw wrong(option, text, 'a JSON object', 'for example \'{"path": "pets"}\'');
}

/**
 * The shape of one example: `224x224x3` for images, `784` for vectors.
 *
 * @throws {ConvlabError} E_CLI_OPTION
 */
export function parseShape(option: string, text: string): Shape {
  if (/^[1-9]\d{0,5}([x×,][1-9]\d{0,5})*$/.test(text)) return text.split(/[x×,]/).map(Number);
  throw wrong(option, text, 'a shape', 'height, width and channels, for example 224x224x3');
}

/**
 * A whole number from 1.
 *
 * @throws {ConvlabError} E_CLI_OPTION
 */
export function parseCount(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw wrong(option, text, 'a whole number from 1', 'for example 10');
}

/**
 * One of some words.
 *
 * @throws {ConvlabError} E_CLI_OPTION
 */
export function parseChoice<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw wrong(option, text, 'one of its choices', choices.join(', '));
}

function wrong(option: string, received: string, what: string, expected: string): ConvlabError {
  return new ConvlabError({
    code: 'E_CLI_OPTION',
    message: `The option ${option} is not ${what}.`,
    received,
    expected,
  });
}
