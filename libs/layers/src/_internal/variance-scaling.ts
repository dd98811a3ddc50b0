import { numElements, type Fans, type Initializer } from '@convlab/core';

/** Which fans the variance is divided by. */
export type FanMode = 'fanIn' | 'fanOut' | 'fanAverage';

/** An initializer whose variance is `scale` / fan. */
export interface VarianceScaling {
  readonly scale: number;
  readonly mode: FanMode;
  readonly distribution: 'uniform' | 'normal';
}

/** Values with mean 0 and variance scale / fan: uniform within sqrt(3 · variance), or normal. */
export function varianceScaling({ scale, mode, distribution }: VarianceScaling): Initializer {
  return {
    init: (shape, fans, rng) => {
      const deviation = Math.sqrt(scale / fanOf(fans, mode));
      const limit = Math.sqrt(3) * deviation;
      return distribution === 'uniform'
        ? rng.uniform(numElements(shape), -limit, limit)
        : rng.normal(numElements(shape), 0, deviation);
    },
  };
}

function fanOf({ fanIn, fanOut }: Fans, mode: FanMode): number {
  if (mode === 'fanIn') return fanIn;
  return mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
}
