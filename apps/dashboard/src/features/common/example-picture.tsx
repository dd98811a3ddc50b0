'use client';
import { memo, useEffect, useRef } from 'react';
import { toPixels, unpackValues, type PictureShape } from './example-values.ts';
import classes from './example-picture.module.css';

/** An example drawn as it is, its pixels as squares. */
export const ExamplePicture = memo(function Picture({
  values,
  shape,
  range,
  label,
}: {
  /** As the API packs them. */
  readonly values: string;
  readonly shape: PictureShape;
  readonly range: readonly [number, number] | null;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width] = shape;
  useEffect(() => {
    const pixels = toPixels(unpackValues(values), shape, range);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [values, shape, range, width, height]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      className={classes.picture}
    />
  );
});
