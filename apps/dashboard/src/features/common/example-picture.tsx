'use client';
import { memo, useMemo } from 'react';
import { toPixels, unpackValues, type PictureShape } from './example-values.ts';
import { PixelPicture } from './pixel-picture.tsx';

/** An example drawn as it is, its pixels as squares. */
export const ExamplePicture = memo(function Picture({
  values,
  shape,
  range,
  label,
  className,
}: {
  /** As the API packs them. */
  readonly values: string;
  readonly shape: PictureShape;
  readonly range: readonly [number, number] | null;
  /** What it shows, for those who cannot see it; left out where the text beside it says so. */
  readonly label?: string;
  readonly className?: string | undefined;
}) {
  const pixels = useMemo(() => toPixels(unpackValues(values), shape, range), [values, shape, range]);
  return <PixelPicture pixels={pixels} className={className} {...(label === undefined ? {} : { label })} />;
});
