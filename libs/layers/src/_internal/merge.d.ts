import { type Shape } from '@convlab/core';
/** How many inputs a merging layer takes. */
export declare const MERGE_INPUTS: {
    readonly min: 2;
    readonly max: number;
};
/**
 * The first of a merging layer's input shapes, once all fit it.
 *
 * @throws {ConvlabError} E_SHAPE_INPUTS when there are fewer than two
 * @throws {ConvlabError} E_SHAPE_MISMATCH when a shape does not fit the first
 */
export declare function mergedShape(inputs: readonly Shape[], fits: (shape: Shape, first: Shape) => boolean, expected: (first: Shape) => string): Shape;
//# sourceMappingURL=merge.d.ts.map