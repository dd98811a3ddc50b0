import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatBytesTick,
  formatCount,
  formatDuration,
  formatLoss,
  formatPoints,
  formatPointsTick,
  formatRate,
  formatShare,
  formatShareTick,
} from './format.ts';

describe('formatLoss', () => {
  it.each([
    [0.123456, '0.1235'],
    [12.3456, '12.35'],
    [0, '0'],
    [1.2346e-7, '1.235e-7'],
    [123456, '1.235e+5'],
    [-0.123456, '−0.1235'],
    [-1.2346e-7, '−1.235e-7'],
    [null, '–'],
    [undefined, '–'],
  ])('%s is %s', (value, text) => expect(formatLoss(value)).toBe(text));
});

describe('formatShare', () => {
  it('keeps two digits', () => expect(formatShare(0.94214)).toBe('94.21 %'));
  it('shows what is missing', () => expect(formatShare(null)).toBe('–'));
  it('subtracts with a minus sign', () => expect(formatShare(-0.0312)).toBe('−3.12 %'));
  it('gives zero no sign', () => expect(formatShare(-0.000001)).toBe('0.00 %'));
});

describe('ticks', () => {
  it.each([
    [0, '0 %'],
    [0.0004, '0.04 %'],
    [0.335, '33.5 %'],
    [0.5, '50 %'],
    [0.1 + 0.2, '30 %'],
  ])('the share %s is %s', (share, text) => expect(formatShareTick(share)).toBe(text));
  it.each([
    [0, '0'],
    [-0.025, '−2.5'],
    [0.0004, '0.04'],
  ])('the difference %s is %s', (points, text) => expect(formatPointsTick(points)).toBe(text));
});

describe('formatPoints', () => {
  it('always has a sign', () => {
    expect(formatPoints(0.077)).toBe('+7.7 points');
    expect(formatPoints(-0.004)).toBe('−0.4 points');
    expect(formatPoints(0.02, false)).toBe('2.0 points');
  });
  it('gives zero no sign', () => {
    expect(formatPoints(0)).toBe('0.0 points');
    expect(formatPoints(-0.0001)).toBe('0.0 points');
  });
});

describe('formatRate', () => {
  it.each([
    [0.001, '0.001'],
    [0.1, '0.1'],
    [0.000032, '3.2e-5'],
    [0.0123456, '0.0123'],
    [0, '0'],
  ])('%s is %s', (value, text) => expect(formatRate(value)).toBe(text));
});

describe('formatDuration', () => {
  it.each([
    [800, '0.8 s'],
    [12_000, '12 s'],
    [59_700, '1 m 0 s'],
    [72_000, '1 m 12 s'],
    [3 * 3600e3 + 5 * 60e3, '3 h 5 m'],
    [50 * 3600e3, '2 d 2 h'],
    [Number.NaN, '–'],
    [Infinity, '–'],
  ])('%s ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.50 KiB'],
    [250 * 1024 ** 2, '250 MiB'],
    [1000 * 1024 ** 2, '1000 MiB'],
    [3 * 1024 ** 4, '3.00 TiB'],
  ])('%s is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
  it.each([
    [0, '0\u00a0B'],
    [512 * 1024 ** 2, '512\u00a0MiB'],
    [1.5 * 1024 ** 3, '1.5\u00a0GiB'],
  ])('%s is %s on an axis', (bytes, text) => expect(formatBytesTick(bytes)).toBe(text));
});

describe('formatAgo', () => {
  const now = new Date('2026-05-01T12:00:00Z');
  it.each([
    ['2026-05-01T11:59:50Z', 'just now'],
    ['2026-05-01T11:55:00Z', '5 m ago'],
    ['2026-05-01T09:00:00Z', '3 h ago'],
    ['2026-04-28T09:00:00Z', '2026-04-28'],
  ])('%s is %s', (time, text) => expect(formatAgo(new Date(time), now)).toBe(text));
});

describe('formatCount', () => {
  it('groups thousands', () => expect(formatCount(61706)).toBe('61,706'));
});
