import { formatCount } from '../../format/format.ts';

/** A large number with three digits and its power in words of the field: `25.6 M`, `4.09 G`. */
export function formatAmount(value: number): string {
  const units = ['', ' k', ' M', ' G', ' T'];
  const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), units.length - 1);
  const scaled = value / 1000 ** power;
  return power === 0
    ? String(value)
    : `${scaled >= 999.5 ? scaled.toFixed(0) : scaled.toPrecision(3)}${units[power]}`;
}

/** How many times one amount is another, with two digits: `5.4`. */
export function formatFactor(larger: number, smaller: number): string {
  const factor = larger / smaller;
  return factor >= 10 ? formatCount(Number(factor.toPrecision(3))) : factor.toPrecision(2);
}
