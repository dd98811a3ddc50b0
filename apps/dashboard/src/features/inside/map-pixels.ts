import type { FeatureMaps, FilterBank, PixelMap } from '@convlab/inspection';
import { boundsOf, type Pixels } from '../common/example-values.ts';

type Colour = readonly [red: number, green: number, blue: number];

/* Orange and blue stay apart for people with any colour blindness. */
const FOR: Colour = [240, 100, 0];
const AGAINST: Colour = [20, 105, 200];
const GREY = 232;

/* Viridis, which grows evenly in lightness; ends and steps as matplotlib has them. */
const VIRIDIS: readonly Colour[] = [
  [68, 1, 84],
  [71, 45, 123],
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
];

/** Largest absolute value. */
export function sizeOf(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** A map to lie over an image: orange where it is positive, blue where it is negative, clear where it is nothing. */
export function overlayPixels({ height, width, values }: PixelMap): Pixels {
  const most = sizeOf(values);
  return paint(height, width, (pixel) => {
    const strength = most === 0 ? 0 : (values[pixel] ?? 0) / most;
    return [...(strength < 0 ? AGAINST : FOR), 255 * Math.abs(strength)];
  });
}

/** One map of a layer, from its smallest to its largest value; a vector is one row of pixels. */
export function featurePixels(maps: FeatureMaps, map: number): Pixels {
  const [height, width] = mapShape(maps.shape);
  const own = valuesOf(maps, map);
  const [low, high] = boundsOf(own);
  return paint(height, width, (pixel) => [
    ...viridis(high > low ? ((own[pixel] ?? 0) - low) / (high - low) : 0),
    255,
  ]);
}

/** Smallest and largest value of one map of a layer. */
export function boundsOfMap(maps: FeatureMaps, map: number): readonly [low: number, high: number] {
  return boundsOf(valuesOf(maps, map));
}

function valuesOf({ shape, values }: FeatureMaps, map: number): Float32Array {
  const [height, width, count] = mapShape(shape);
  return Float32Array.from({ length: height * width }, (_, i) => values[i * count + map] ?? 0);
}

/** Height, width and number of the maps of a node; a vector of units is one map of one row. */
export function mapShape(shape: readonly number[]): readonly [height: number, width: number, count: number] {
  const [first = 1, width, count] = shape;
  return width === undefined || count === undefined ? [1, first, 1] : [first, width, count];
}

/**
 * A filter as a picture: over three channels in their colours, otherwise one channel of it, orange where it is positive and blue
 * where it is negative. All filters share one scale, so that weak ones look weak.
 */
export function filterPixels(bank: FilterBank, filter: number, channel: number): Pixels {
  const { height, width, channels, filters, range } = bank;
  const most = Math.max(Math.abs(range[0]), Math.abs(range[1]));
  const weight = (pixel: number, of: number): number =>
    most === 0 ? 0 : (filters[filter]?.[pixel * channels + of] ?? 0) / most;
  return paint(height, width, (pixel) => {
    if (channels === 3)
      return [...([0, 1, 2] as const).map((c) => 127.5 * (1 + weight(pixel, c))), 255] as const;
    return [...diverging(weight(pixel, channel)), 255];
  });
}

/** The colour of a share of the scale, from 0 to 1. */
export function viridis(share: number): Colour {
  const place = Math.min(Math.max(share, 0), 1) * (VIRIDIS.length - 1);
  const below = Math.min(Math.floor(place), VIRIDIS.length - 2);
  return mix(VIRIDIS[below] as Colour, VIRIDIS[below + 1] as Colour, place - below);
}

/** The colour of a value from -1 over 0, which is grey, to 1. */
function diverging(value: number): Colour {
  return mix([GREY, GREY, GREY], value < 0 ? AGAINST : FOR, Math.min(Math.abs(value), 1));
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const at = (k: 0 | 1 | 2): number => from[k] + share * (to[k] - from[k]);
  return [at(0), at(1), at(2)];
}

function paint(height: number, width: number, colourAt: (pixel: number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(4 * height * width);
  for (let pixel = 0; pixel < height * width; pixel++) data.set(colourAt(pixel), 4 * pixel);
  return { height, width, data };
}
