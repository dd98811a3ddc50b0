'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import { isPicture, toPixels, unpackValues } from '../common/example-values.ts';
import { pixelsAddress } from '../common/pixel-picture.tsx';

/* Ships with ConvLab, so it is there without a network; a shoe, which has a shape and a texture. */
const EXAMPLE = { set: 'fashion-mnist-mini', index: 0 } as const;

/** An image of a real data set, to point at. */
export function useExampleImage(): {
  readonly url: string | null;
  readonly name: string;
  readonly failed: boolean;
} {
  const api = useApi();
  const { data, isError } = useQuery(
    api.data.examples.queryOptions(
      { set: EXAMPLE.set, indices: [EXAMPLE.index] },
      { staleTime: Infinity, retry: false },
    ),
  );
  const url = useMemo(() => {
    const values = data?.examples[0]?.values;
    if (data === undefined || values === undefined || !isPicture(data.shape)) return null;
    return pixelsAddress(toPixels(unpackValues(values), data.shape, data.range));
  }, [data]);
  return { url, name: EXAMPLE.set, failed: isError };
}
