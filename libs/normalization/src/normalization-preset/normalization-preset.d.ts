/** Every normalization of this package, for a registry. */
export declare const normalizationPreset: readonly [import("@convlab/core").Plugin<"normalization", "convlab/batch", import("zod").ZodObject<{
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    scale: import("zod").ZodDefault<import("zod").ZodBoolean>;
    center: import("zod").ZodDefault<import("zod").ZodBoolean>;
    momentum: import("zod").ZodDefault<import("zod").ZodNumber>;
    runningVariance: import("zod").ZodDefault<import("zod").ZodEnum<{
        unbiased: "unbiased";
        biased: "biased";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"normalization", "convlab/layer", import("zod").ZodObject<{
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    scale: import("zod").ZodDefault<import("zod").ZodBoolean>;
    center: import("zod").ZodDefault<import("zod").ZodBoolean>;
    axis: import("zod").ZodDefault<import("zod").ZodEnum<{
        channels: "channels";
        all: "all";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"normalization", "convlab/instance", import("zod").ZodObject<{
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    scale: import("zod").ZodDefault<import("zod").ZodBoolean>;
    center: import("zod").ZodDefault<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"normalization", "convlab/group", import("zod").ZodObject<{
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    scale: import("zod").ZodDefault<import("zod").ZodBoolean>;
    center: import("zod").ZodDefault<import("zod").ZodBoolean>;
    groups: import("zod").ZodDefault<import("zod").ZodInt>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"normalization", "convlab/local-response", import("zod").ZodObject<{
    size: import("zod").ZodDefault<import("zod").ZodInt>;
    alpha: import("zod").ZodDefault<import("zod").ZodNumber>;
    beta: import("zod").ZodDefault<import("zod").ZodNumber>;
    k: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>];
//# sourceMappingURL=normalization-preset.d.ts.map