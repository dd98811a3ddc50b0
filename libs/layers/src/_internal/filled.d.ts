import { type Initializer } from '@convlab/core';
/** An initializer that gives every element one value. */
export declare function filled(value: number): Initializer;
//# sourceMappingURL=filled.d.ts.map