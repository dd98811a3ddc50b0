/** Draws pixels of an image [H, W, C] with 1 or 3 channels, and gives it as an address that an `img` can show. */
export function pictureUrl(
  values: Float32Array,
  shape: readonly number[],
  range: readonly [number, number] | null | undefined,
): string | null {
  const [height, width, channels = 1] = shape;
  if (height === undefined || width === undefined) return null;
  const [low, high] = range ?? extent(values);
  const level = (value: number): number => (255 * (value - low)) / (high > low ? high - low : 1);
  return paint(height, width, (pixel) => {
    const at = (channel: number) => level(values[pixel * channels + (channels === 3 ? channel : 0)] ?? low);
    return [at(0), at(1), at(2), 255];
  });
}

/** Paints an image pixel by pixel. */
function paint(
  height: number,
  width: number,
  colourAt: (pixel: number) => readonly [red: number, green: number, blue: number, alpha: number],
): string | null {
  const canvas = document.createElement('canvas');
  canvas.height = height;
  canvas.width = width;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < height * width; pixel++) image.data.set(colourAt(pixel), 4 * pixel);
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

/** Smallest and largest value. */
function extent(values: Float32Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
