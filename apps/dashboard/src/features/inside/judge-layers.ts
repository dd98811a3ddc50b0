import type { ApiOutputs } from '../../client/api.ts';
import { formatRate, formatShare } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';

const t = insideTexts.strip;

/** What the layers looked like at one epoch. */
export type LayersAt = ApiOutputs['layers']['ofRun'][number];

/** A quantity that is measured for each layer. */
export type Quantity = keyof typeof t.quantities;

/** Quantities in the order of the switch. */
export const QUANTITIES = Object.keys(t.quantities) as readonly Quantity[];

/* A healthy update is about a thousandth of the weights; two powers of ten away something is wrong. */
const RATIO = { low: 1e-5, high: 1e-1 } as const;
const DEAD = 0.5;

/* Quantities within a known range. */
const AS_THEY_ARE: ReadonlySet<Quantity> = new Set([
  'activationMean',
  'weightZeroShare',
  'zeroShare',
  'deadShare',
]);

/**
 * The layer that is worst off at the last measured epoch, in a sentence.
 *
 * Dead units come first, as nothing passes through them; then updates that throw the weights about, then ones that leave them
 * where they are.
 */
export function judgeLayers(measured: readonly LayersAt[]): string {
  const last = measured.at(-1);
  if (last === undefined) return t.empty;
  const { epoch, layers } = last;
  const most = (quantity: Quantity) => extremeOf(layers, quantity, (a, b) => a > b);
  const [dead, high, low] = [
    most('deadShare'),
    most('updateRatio'),
    extremeOf(layers, 'updateRatio', (a, b) => a < b),
  ];
  if (dead !== undefined && dead.value >= DEAD) return t.dead(dead.layer, formatShare(dead.value, 0), epoch);
  if (high !== undefined && high.value > RATIO.high)
    return t.exploding(high.layer, formatRate(high.value), epoch);
  if (low !== undefined && low.value < RATIO.low) return t.vanishing(low.layer, formatRate(low.value), epoch);
  return t.healthy(epoch, formatRate(low?.value), formatRate(high?.value));
}

function extremeOf(
  layers: LayersAt['layers'],
  quantity: Quantity,
  beats: (a: number, b: number) => boolean,
): { readonly layer: string; readonly value: number } | undefined {
  return layers
    .flatMap((row) => {
      const value = row[quantity];
      return value === null ? [] : [{ layer: row.layer, value }];
    })
    .reduce<{ layer: string; value: number } | undefined>(
      (best, one) => (best === undefined || beats(one.value, best.value) ? one : best),
      undefined,
    );
}

/** Layer × epoch for one quantity; layers that do not have it are left out. */
export function stripOf(measured: readonly LayersAt[], quantity: Quantity) {
  const names = (measured[0]?.layers ?? [])
    .map(({ layer }) => layer)
    .filter((layer) => measured.some((at) => valueOf(at, layer, quantity) !== null));
  const values = names.map((layer) => measured.map((at) => valueOf(at, layer, quantity)));
  return { names, epochs: measured.map(({ epoch }) => String(epoch)), values };
}

function valueOf({ layers }: LayersAt, layer: string, quantity: Quantity): number | null {
  return layers.find((row) => row.layer === layer)?.[quantity] ?? null;
}

/**
 * Shades from 0 to 1 for values over many powers of ten, such as norms: their place between the smallest and the largest on a
 * logarithmic scale. Shares and means are shaded as they are.
 */
export function shadesOf(
  values: readonly (readonly (number | null)[])[],
  quantity: Quantity,
): readonly (readonly (number | null)[])[] {
  if (AS_THEY_ARE.has(quantity)) return values;
  const logs = values.map((row) =>
    row.map((value) => (value === null || value <= 0 ? null : Math.log10(value))),
  );
  const all = logs.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return logs.map((row) =>
    row.map((value) =>
      value === null ? null : high > low ? 0.05 + (0.95 * (value - low)) / (high - low) : 0.5,
    ),
  );
}
