import type { CreateContext, Optimizer, Transformation } from '@convlab/core';
import type { CommonOptions } from './optimizer-config.ts';
/** An optimizer: clipping, its own directions, the learning rate, the groups' factors; accumulated as asked. */
export declare function assemble(options: CommonOptions, context: CreateContext, ...directions: readonly Transformation[]): Optimizer;
//# sourceMappingURL=assemble.d.ts.map