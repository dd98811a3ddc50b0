import type { StudyEffect, StudyFinding, StudyMeasure } from '@convlab/core';
import { formatCount, formatShare, MISSING } from '../../format/format.ts';

type Format = (value: number | null | undefined) => string;

const plain: Format = (value) =>
  value === null || value === undefined ? MISSING : String(Number(value.toPrecision(3))).replace('-', '−');

const points: Format = (value) =>
  value === null || value === undefined ? MISSING : `${(100 * value).toFixed(1).replace('-', '−')} pts`;

/** How numbers of a chart or of a column read. */
export function formatOfUnit(unit: 'share' | 'number' | 'count'): Format {
  if (unit === 'share') return (value) => formatShare(value, 1);
  return unit === 'count' ? formatCount : plain;
}

/** How the ticks of an axis read: shares without digits where they are whole, as there is little room. */
export function tickOfUnit(unit: 'share' | 'number' | 'count'): Format {
  if (unit !== 'share') return formatOfUnit(unit);
  return (value) => formatShare(value, Number.isInteger(Number((100 * (value ?? 0)).toFixed(6))) ? 0 : 1);
}

/** How an effect reads. */
export function formatOfEffect(unit: StudyEffect['unit']): Format {
  if (unit === 'points') return points;
  return unit === 'factor' ? (value) => `${plain(value)}×` : plain;
}

/** A measured mean with its deviation. */
export function measureText(
  measure: StudyMeasure | undefined,
  unit: StudyFinding['measures'][number]['unit'],
): string {
  const format = formatOfUnit(unit);
  if (measure === undefined || measure.mean === null) return MISSING;
  if (measure.deviation === null || unit === 'count') return format(measure.mean);
  return `${format(measure.mean)} ± ${format(measure.deviation)}`;
}
