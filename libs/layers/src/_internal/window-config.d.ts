import { z } from 'zod';
/** Two sizes, `[height, width]`. */
export type Pair = readonly [number, number];
/** Extent of a window: one number for a square, or `[height, width]`. */
export declare const kernelSize: z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>;
/** Step between windows. */
export declare const strides: z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>;
/** Zeros around the input. */
export declare const padding: z.ZodUnion<readonly [z.ZodEnum<{
    valid: "valid";
    same: "same";
}>, z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>;
/** Distance between the elements of a window. */
export declare const dilationRate: z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>;
/** One number for both axes, or a pair, as a pair. */
export declare function asPair(value: number | Pair): Pair;
//# sourceMappingURL=window-config.d.ts.map