import type { Transformation } from '@convlab/core';
/** A group of weights with a learning rate of its own. */
export interface WeightGroup {
    /** Names of weights; `*` stands for any text: `stage1/*`. */
    readonly weights: string;
    /** Factor of the learning rate; 0 freezes them. */
    readonly factor: number;
}
/**
 * Multiplies the updates of each group of weights by its factor; the first group that matches counts, others keep 1.
 *
 * A factor of 0 freezes weights, weight decay included, when this comes last in a chain.
 */
export declare function scaleByGroup(groups: readonly WeightGroup[]): Transformation;
//# sourceMappingURL=scale-by-group.d.ts.map