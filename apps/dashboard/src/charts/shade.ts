/** How a cell of a matrix is painted. */
export interface Shade {
  readonly fill: string;
  readonly opacity: number;
  /** A colour for text that can be read on it. */
  readonly text: string;
}

/** From here on text on a shaded cell is light on dark, and the other way round in the dark scheme. */
const INVERT_FROM = 0.62;

/**
 * The paint of a cell.
 *
 * Sequential is one hue that grows with the value; diverging is one hue below zero and one above, for differences alone. The
 * square root makes rare but present values visible beside very frequent ones.
 *
 * @param strength  from −1 to 1, a share of the largest size
 */
export function shadeOf(strength: number, palette: 'sequential' | 'diverging'): Shade {
  const size = Math.sqrt(Math.min(Math.abs(strength), 1));
  const fill =
    palette === 'diverging' && strength < 0 ? 'var(--series-validation)' : 'var(--series-training)';
  return {
    fill,
    opacity: size === 0 ? 0.04 : 0.1 + 0.9 * size,
    text: size > INVERT_FROM ? 'var(--surface)' : 'var(--mantine-color-text)',
  };
}
