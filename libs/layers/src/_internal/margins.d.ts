import { z } from 'zod';
type Margin = readonly [number, number];
/** Rows and columns at the four sides: a number, `[height, width]` or `[[top, bottom], [left, right]]`. */
export declare const marginSchema: z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>;
/** Margins written out: `[[top, bottom], [left, right]]`. */
export declare function asMargins(value: z.output<typeof marginSchema>): readonly [Margin, Margin];
export {};
//# sourceMappingURL=margins.d.ts.map