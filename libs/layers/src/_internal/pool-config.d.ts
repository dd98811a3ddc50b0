import type { LayerWindow, Shape } from '@convlab/core';
import { z } from 'zod';
import { type FittedWindow, type Window2d } from './fit-window.ts';
/** Fields that both poolings have. */
export declare const poolFields: {
    poolSize: z.ZodDefault<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    strides: z.ZodOptional<z.ZodUnion<readonly [z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>]>>;
    padding: z.ZodDefault<z.ZodUnion<readonly [z.ZodEnum<{
        valid: "valid";
        same: "same";
    }>, z.ZodInt, z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodTuple<[z.ZodInt, z.ZodInt], null>, z.ZodTuple<[z.ZodInt, z.ZodInt], null>], null>]>>;
    ceilMode: z.ZodDefault<z.ZodBoolean>;
};
/** The window that a pooling's configuration describes. */
export declare function poolWindow(options: z.output<z.ZodObject<typeof poolFields>>): Window2d;
/**
 * Lays a pooling window over images.
 *
 * @throws {ConvlabError} E_SHAPE_PADDING when a window could lie in the padding alone
 */
export declare function fitPool(inputs: readonly Shape[], window: Window2d): FittedWindow;
/** The window as the backend's ops take it, with padding worked out. */
export declare function poolOptions(window: Window2d, padding: FittedWindow['padding']): {
    poolSize: import("./window-config.ts").Pair;
    strides: import("./window-config.ts").Pair;
    padding: readonly [import("@convlab/core").AxisPadding, import("@convlab/core").AxisPadding];
    ceilMode: boolean;
};
/** The shape of a pooling's output. */
export declare function pooledShape(inputs: readonly Shape[], window: Window2d): Shape;
/** The pooling window for receptive fields. */
export declare function layerWindow(inputs: readonly Shape[], window: Window2d): LayerWindow;
//# sourceMappingURL=pool-config.d.ts.map