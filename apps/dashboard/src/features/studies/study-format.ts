import type { StudyEffect, StudyMeasure, StudyUnit } from '@convlab/core';
import { formatCount, formatShare, MISSING, withMinus } from '../../format/format.ts';

type Format = (value: number | null | undefined) => string;

const isKnown = (value: number | null | undefined): value is number => typeof value === 'number';

const plain: Format = (value) => (isKnown(value) ? withMinus(String(Number(value.toPrecision(3)))) : MISSING);

const points: Format = (value) => (isKnown(value) ? `${withMinus((100 * value).toFixed(1))} pts` : MISSING);

/** How numbers of a chart or of a column read. */
export function formatOfUnit(unit: StudyUnit): Format {
  if (unit === 'share') return (value) => formatShare(value, 1);
  if (unit === 'seconds') return (value) => (isKnown(value) ? `${plain(value)} s` : MISSING);
  return unit === 'count' ? formatCount : plain;
}

/** How the ticks of an axis read: shares without digits where they are whole, as there is little room. */
export function tickOfUnit(unit: StudyUnit): Format {
  if (unit !== 'share') return formatOfUnit(unit);
  return (value) => formatShare(value, Number.isInteger(Number((100 * (value ?? 0)).toFixed(6))) ? 0 : 1);
}

/** How an effect reads. */
export function formatOfEffect(unit: StudyEffect['unit']): Format {
  if (unit === 'points') return points;
  return unit === 'factor' ? (value) => `${plain(value)}×` : plain;
}

/** A measured mean with its deviation. */
export function measureText(measure: StudyMeasure | undefined, unit: StudyUnit): string {
  const format = formatOfUnit(unit);
  if (measure === undefined || measure.mean === null) return MISSING;
  if (measure.deviation === null || unit === 'count') return format(measure.mean);
  return `${format(measure.mean)} ± ${format(measure.deviation)}`;
}
