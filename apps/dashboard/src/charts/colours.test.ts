import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RUN_HUES, runColour } from './colours.ts';

const SURFACES = { light: ['#ffffff', '#f6f7f9'], dark: ['#1c2027', '#16181d'] } as const;

/* Machado, Oliveira & Fernandes, 2009, severity 1.0, on linear RGB. */
const VISIONS = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

const linear = (hex: string): number[] =>
  [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
const dot = (row: readonly number[], rgb: readonly number[]): number =>
  row.reduce((sum, weight, i) => sum + weight * (rgb[i] as number), 0);
const luminance = (hex: string): number => dot([0.2126, 0.7152, 0.0722], linear(hex));

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/* CIE L*a*b* under D65 as somebody of this vision sees it. */
function lab(hex: string, m: readonly number[]): number[] {
  const rgb = [0, 3, 6].map((at) => Math.min(1, Math.max(0, dot(m.slice(at, at + 3), linear(hex)))));
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], rgb) / 0.95047);
  const y = f(dot([0.2126729, 0.7151522, 0.072175], rgb));
  const z = f(dot([0.0193339, 0.119192, 0.9503041], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe.each(['light', 'dark'] as const)('the hues on %s surfaces', (scheme) => {
  const hues = RUN_HUES[scheme];

  it.each(Object.entries(VISIONS))('are told apart with %s', (_, matrix) => {
    for (const [i, a] of hues.entries()) {
      for (const b of hues.slice(i + 1)) {
        const [p, q] = [lab(a, matrix), lab(b, matrix)];
        const difference = Math.hypot(...p.map((value, axis) => value - (q[axis] as number)));
        expect(difference, `${a} and ${b}`).toBeGreaterThan(10);
      }
    }
  });

  it('stand out from the surface', () => {
    for (const hue of hues)
      for (const surface of SURFACES[scheme]) expect(contrast(hue, surface)).toBeGreaterThan(3);
  });

  it('are those of the style sheet', () => {
    const css = readFileSync(new URL('../app/global.css', import.meta.url), 'utf8');
    const part = scheme === 'light' ? css.split(`[data-mantine`)[0] : css.split(`[data-mantine`)[1];
    hues.forEach((hue, i) => expect(part).toContain(`--run-${i}: ${hue};`));
  });
});

it('gives every index a hue', () => {
  expect(runColour(3)).toBe('var(--run-3)');
  expect(runColour(13)).toBe('var(--run-3)');
});
