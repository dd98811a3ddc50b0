'use client';
import { memo, useEffect, useRef } from 'react';
import type { Pixels } from './example-values.ts';
import classes from './example-picture.module.css';

/** Pixels drawn as squares, as wide as there is room. */
export const PixelPicture = memo(function Picture({
  pixels: { height, width, data },
  label,
  className = classes.picture,
}: {
  readonly pixels: Pixels;
  /** What it shows, for those who cannot see it; left out where the text beside it says so. */
  readonly label?: string;
  readonly className?: string | undefined;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [data, width, height]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      className={className}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
});

/** Pixels as an address that an SVG `image` can show. */
export function pixelsAddress({ height, width, data }: Pixels): string {
  const canvas = document.createElement('canvas');
  canvas.height = height;
  canvas.width = width;
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.toDataURL();
}
