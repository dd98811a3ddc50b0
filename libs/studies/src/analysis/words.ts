import type { StudyEffect, StudyVerdict } from '@convlab/core';
import type { EffectRule } from './effect.ts';

const VERDICTS: Readonly<Record<StudyVerdict, string>> = {
  supported: 'Supported',
  'not-supported': 'Not supported',
  inconclusive: 'Inconclusive',
};

/** An effect's number with its unit. */
export function effectText(value: number, unit: StudyEffect['unit']): string {
  if (unit === 'points') return `${(100 * value).toFixed(1)} points`;
  return unit === 'factor' ? `${value.toPrecision(3)}×` : value.toPrecision(3);
}

/** The rule of a study in a sentence, made of the same numbers that are applied. */
export function ruleText(rules: readonly Pick<EffectRule, 'name' | 'unit' | 'above'>[]): string {
  const demands = rules.map(({ name, unit, above }) => `${name} > ${effectText(above, unit)}`);
  return `Supported when the 95 % interval of ${rules.length === 1 ? 'this effect' : 'each of these effects'} over seeds lies above its bound: ${demands.join('; ')}. Not supported when ${rules.length === 1 ? 'it' : 'one'} lies below. Inconclusive otherwise.`;
}

/** The verdict in a sentence with its effects. */
export function sentenceOf(verdict: StudyVerdict, effects: readonly StudyEffect[]): string {
  return `${VERDICTS[verdict]}: ${effects.map(clause).join('; ')}.`;
}

function clause({ name, unit, interval, above }: StudyEffect): string {
  const demand = `more than ${effectText(above, unit)} asked`;
  if (interval === null) return `${name} could not be told (${demand})`;
  const { value, low, high } = interval;
  const range = `${effectText(low, unit)} to ${effectText(high, unit)}`;
  return `${name} is ${effectText(value, unit)} (95 % interval ${range}; ${demand})`;
}
