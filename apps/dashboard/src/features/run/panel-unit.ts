import type { PanelUnit } from '@convlab/core';
import {
  formatCount,
  formatDuration,
  formatLoss,
  formatLossTick,
  formatShare,
  formatShareTick,
} from '../../format/format.ts';

type Format = (value: number | null | undefined) => string;

const seconds: Format = (value) =>
  formatDuration(value === null || value === undefined ? value : 1000 * value);
const share: Format = (value) => formatShare(value, 1);

const FORMATS: Readonly<Record<PanelUnit, Format>> = {
  number: formatLoss,
  share,
  count: formatCount,
  seconds,
};

const TICKS: Readonly<Record<PanelUnit, (value: number) => string>> = {
  number: formatLossTick,
  share: formatShareTick,
  count: formatCount,
  seconds,
};

/** How they read beside an axis. */
export function tickUnit(unit: PanelUnit): (value: number) => string {
  return TICKS[unit];
}

/** How the values of a panel's chart read. */
export function formatUnit(unit: PanelUnit): Format {
  return FORMATS[unit];
}
