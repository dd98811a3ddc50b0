/** Every loss of this package, for a registry. */
export declare const lossPreset: readonly [import("@convlab/core").Plugin<"loss", "convlab/softmax-cross-entropy", import("zod").ZodObject<{
    labelSmoothing: import("zod").ZodDefault<import("zod").ZodNumber>;
    classWeights: import("zod").ZodOptional<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodNumber>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"loss", "convlab/binary-cross-entropy", import("zod").ZodObject<{
    labelSmoothing: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"loss", "convlab/mean-squared-error", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"loss", "convlab/mean-absolute-error", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"loss", "convlab/huber", import("zod").ZodObject<{
    delta: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>];
//# sourceMappingURL=loss-preset.d.ts.map