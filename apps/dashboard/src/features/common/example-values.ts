/** Pixels as a canvas has them. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  /** [H, W, 4], from 0 to 255. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** A shape [H, W, C] with one or three channels: what can be drawn. */
export type PictureShape = readonly [height: number, width: number, channels: 1 | 3];

/** Whether examples of a shape are pictures. */
export function isPicture(shape: readonly number[]): shape is PictureShape {
  return shape.length === 3 && (shape[2] === 1 || shape[2] === 3);
}

/** The values of an example as the API packs them: base64 of little-endian float32. */
export function unpackValues(packed: string): Float32Array {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

/**
 * A picture as pixels: from the data's smallest to its largest value. Grey where it has one channel.
 *
 * @param range  ends of the values; those that occur where the data set states none
 */
export function toPixels(
  values: Float32Array,
  [height, width, channels]: PictureShape,
  range: readonly [number, number] | null,
): Pixels {
  const [low, high] = range ?? boundsOf(values);
  const scale = high > low ? 255 / (high - low) : 0;
  const data = new Uint8ClampedArray(height * width * 4);
  for (let i = 0; i < height * width; i++) {
    for (let c = 0; c < 3; c++)
      data[4 * i + c] = ((values[i * channels + (channels === 1 ? 0 : c)] ?? 0) - low) * scale;
    data[4 * i + 3] = 255;
  }
  return { height, width, data };
}

/** Smallest and largest value. */
export function boundsOf(values: Float32Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
