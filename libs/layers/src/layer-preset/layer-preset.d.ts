/** Every layer, activation and initializer of this package, for a registry. */
export declare const layerPreset: readonly [import("@convlab/core").Plugin<"layer", "convlab/conv", import("zod").ZodObject<{
    useBias: import("zod").ZodDefault<import("zod").ZodBoolean>;
    kernelInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    filters: import("zod").ZodInt;
    kernelSize: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    strides: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    padding: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodEnum<{
        valid: "valid";
        same: "same";
    }>, import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>], null>]>>;
    dilationRate: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    groups: import("zod").ZodDefault<import("zod").ZodInt>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/depthwise-conv", import("zod").ZodObject<{
    useBias: import("zod").ZodDefault<import("zod").ZodBoolean>;
    kernelInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    depthMultiplier: import("zod").ZodDefault<import("zod").ZodInt>;
    kernelSize: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    strides: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    padding: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodEnum<{
        valid: "valid";
        same: "same";
    }>, import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>], null>]>>;
    dilationRate: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/max-pool", import("zod").ZodObject<{
    poolSize: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    strides: import("zod").ZodOptional<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    padding: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodEnum<{
        valid: "valid";
        same: "same";
    }>, import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>], null>]>>;
    ceilMode: import("zod").ZodDefault<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/average-pool", import("zod").ZodObject<{
    countIncludePad: import("zod").ZodDefault<import("zod").ZodBoolean>;
    poolSize: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    strides: import("zod").ZodOptional<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    padding: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodEnum<{
        valid: "valid";
        same: "same";
    }>, import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>], null>]>>;
    ceilMode: import("zod").ZodDefault<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/global-average-pool", import("zod").ZodObject<{
    keepDims: import("zod").ZodDefault<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/global-max-pool", import("zod").ZodObject<{
    keepDims: import("zod").ZodDefault<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/adaptive-average-pool", import("zod").ZodObject<{
    outputSize: import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/channel-padding", import("zod").ZodObject<{
    before: import("zod").ZodDefault<import("zod").ZodInt>;
    after: import("zod").ZodDefault<import("zod").ZodInt>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/channel-affine", import("zod").ZodObject<{
    initialScale: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/partial-conv", import("zod").ZodObject<{
    useBias: import("zod").ZodDefault<import("zod").ZodBoolean>;
    kernelInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    connections: import("zod").ZodArray<import("zod").ZodArray<import("zod").ZodInt>>;
    kernelSize: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    strides: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    padding: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodEnum<{
        valid: "valid";
        same: "same";
    }>, import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>], null>]>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/dense", import("zod").ZodObject<{
    useBias: import("zod").ZodDefault<import("zod").ZodBoolean>;
    kernelInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    biasInitializer: import("zod").ZodDefault<import("zod").ZodType<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef, import("zod/v4/core").$ZodTypeInternals<import("@convlab/core").PluginRef, import("@convlab/core").PluginRef>>>;
    units: import("zod").ZodInt;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/flatten", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/dropout", import("zod").ZodObject<{
    rate: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/add", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/multiply", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/rescale", import("zod").ZodObject<{
    scale: import("zod").ZodDefault<import("zod").ZodNumber>;
    offset: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/concatenate", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/zero-padding", import("zod").ZodObject<{
    padding: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>], null>]>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/cropping", import("zod").ZodObject<{
    cropping: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>], null>]>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/up-sampling", import("zod").ZodObject<{
    size: import("zod").ZodDefault<import("zod").ZodUnion<readonly [import("zod").ZodInt, import("zod").ZodTuple<[import("zod").ZodInt, import("zod").ZodInt], null>]>>;
    interpolation: import("zod").ZodDefault<import("zod").ZodEnum<{
        nearest: "nearest";
        bilinear: "bilinear";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/reshape", import("zod").ZodObject<{
    targetShape: import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodInt>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/spatial-dropout", import("zod").ZodObject<{
    rate: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/gaussian-noise", import("zod").ZodObject<{
    standardDeviation: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"layer", "convlab/drop-path", import("zod").ZodObject<{
    rate: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/relu", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/relu6", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/leaky-relu", import("zod").ZodObject<{
    negativeSlope: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/prelu", import("zod").ZodObject<{
    initialSlope: import("zod").ZodDefault<import("zod").ZodNumber>;
    shared: import("zod").ZodDefault<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/elu", import("zod").ZodObject<{
    alpha: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/gelu", import("zod").ZodObject<{
    approximate: import("zod").ZodDefault<import("zod").ZodEnum<{
        none: "none";
        tanh: "tanh";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/silu", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/sigmoid", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/tanh", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/scaled-tanh", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/softmax", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"activation", "convlab/linear", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/glorot-uniform", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/glorot-normal", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/he-uniform", import("zod").ZodObject<{
    mode: import("zod").ZodDefault<import("zod").ZodEnum<{
        fanIn: "fanIn";
        fanOut: "fanOut";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/he-normal", import("zod").ZodObject<{
    mode: import("zod").ZodDefault<import("zod").ZodEnum<{
        fanIn: "fanIn";
        fanOut: "fanOut";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/lecun-uniform", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/lecun-normal", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/orthogonal", import("zod").ZodObject<{
    gain: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/truncated-normal", import("zod").ZodObject<{
    mean: import("zod").ZodDefault<import("zod").ZodNumber>;
    standardDeviation: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/constant", import("zod").ZodObject<{
    value: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/zeros", import("zod").ZodObject<{}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"initializer", "convlab/identity", import("zod").ZodObject<{
    gain: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>];
//# sourceMappingURL=layer-preset.d.ts.map