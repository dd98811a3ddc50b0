import { type Initializer } from '@convlab/core';
/** Which fans the variance is divided by. */
export type FanMode = 'fanIn' | 'fanOut' | 'fanAverage';
/** An initializer whose variance is `scale` / fan. */
export interface VarianceScaling {
    readonly scale: number;
    readonly mode: FanMode;
    readonly distribution: 'uniform' | 'normal';
}
/** Values with mean 0 and variance scale / fan: uniform within sqrt(3 · variance), or normal. */
export declare function varianceScaling({ scale, mode, distribution }: VarianceScaling): Initializer;
//# sourceMappingURL=variance-scaling.d.ts.map