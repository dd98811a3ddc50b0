import type { Tensor } from '@tensorflow/tfjs';
/**
 * Makes sure that outputs are [N, C] and targets class indices [N].
 *
 * @throws {ConvlabError} E_SHAPE_TARGETS
 */
export declare function requireClassTargets(outputs: Tensor, targets: Tensor): void;
/**
 * Makes sure that outputs and targets are both [N, numOutputs].
 *
 * @throws {ConvlabError} E_SHAPE_TARGETS
 */
export declare function requireSameShape(outputs: Tensor, targets: Tensor): void;
//# sourceMappingURL=check-targets.d.ts.map