/** Every optimizer and learning-rate schedule of this package, for a registry. */
export declare const optimizerPreset: readonly [import("@convlab/core").Plugin<"optimizer", "convlab/sgd", import("zod").ZodObject<{
    momentum: import("zod").ZodDefault<import("zod").ZodNumber>;
    nesterov: import("zod").ZodDefault<import("zod").ZodBoolean>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/momentum", import("zod").ZodObject<{
    momentum: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/nesterov", import("zod").ZodObject<{
    momentum: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/adagrad", import("zod").ZodObject<{
    initialAccumulator: import("zod").ZodDefault<import("zod").ZodNumber>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/rmsprop", import("zod").ZodObject<{
    rho: import("zod").ZodDefault<import("zod").ZodNumber>;
    momentum: import("zod").ZodDefault<import("zod").ZodNumber>;
    centered: import("zod").ZodDefault<import("zod").ZodBoolean>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/adadelta", import("zod").ZodObject<{
    rho: import("zod").ZodDefault<import("zod").ZodNumber>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/adam", import("zod").ZodObject<{
    beta1: import("zod").ZodDefault<import("zod").ZodNumber>;
    beta2: import("zod").ZodDefault<import("zod").ZodNumber>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/amsgrad", import("zod").ZodObject<{
    beta1: import("zod").ZodDefault<import("zod").ZodNumber>;
    beta2: import("zod").ZodDefault<import("zod").ZodNumber>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/adamax", import("zod").ZodObject<{
    beta1: import("zod").ZodDefault<import("zod").ZodNumber>;
    beta2: import("zod").ZodDefault<import("zod").ZodNumber>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/nadam", import("zod").ZodObject<{
    beta1: import("zod").ZodDefault<import("zod").ZodNumber>;
    beta2: import("zod").ZodDefault<import("zod").ZodNumber>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    momentumDecay: import("zod").ZodDefault<import("zod").ZodNumber>;
    repeatMomentum: import("zod").ZodDefault<import("zod").ZodBoolean>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/adamw", import("zod").ZodObject<{
    beta1: import("zod").ZodDefault<import("zod").ZodNumber>;
    beta2: import("zod").ZodDefault<import("zod").ZodNumber>;
    epsilon: import("zod").ZodDefault<import("zod").ZodNumber>;
    weightDecay: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"optimizer", "convlab/lion", import("zod").ZodObject<{
    beta1: import("zod").ZodDefault<import("zod").ZodNumber>;
    beta2: import("zod").ZodDefault<import("zod").ZodNumber>;
    weightDecay: import("zod").ZodDefault<import("zod").ZodNumber>;
    learningRate: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    clipValue: import("zod").ZodOptional<import("zod").ZodNumber>;
    clipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    globalClipNorm: import("zod").ZodOptional<import("zod").ZodNumber>;
    accumulateSteps: import("zod").ZodDefault<import("zod").ZodInt>;
    groups: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodObject<{
        weights: import("zod").ZodString;
        factor: import("zod").ZodNumber;
    }, import("zod/v4/core").$strict>>>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/constant", import("zod").ZodObject<{
    value: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/step", import("zod").ZodObject<{
    initial: import("zod").ZodDefault<import("zod").ZodNumber>;
    stepSize: import("zod").ZodDefault<import("zod").ZodNumber>;
    gamma: import("zod").ZodDefault<import("zod").ZodNumber>;
    unit: import("zod").ZodDefault<import("zod").ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/multi-step", import("zod").ZodObject<{
    initial: import("zod").ZodDefault<import("zod").ZodNumber>;
    milestones: import("zod").ZodDefault<import("zod").ZodReadonly<import("zod").ZodArray<import("zod").ZodNumber>>>;
    gamma: import("zod").ZodDefault<import("zod").ZodNumber>;
    unit: import("zod").ZodDefault<import("zod").ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/exponential", import("zod").ZodObject<{
    initial: import("zod").ZodDefault<import("zod").ZodNumber>;
    gamma: import("zod").ZodDefault<import("zod").ZodNumber>;
    unit: import("zod").ZodDefault<import("zod").ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/cosine", import("zod").ZodObject<{
    initial: import("zod").ZodDefault<import("zod").ZodNumber>;
    final: import("zod").ZodDefault<import("zod").ZodNumber>;
    period: import("zod").ZodOptional<import("zod").ZodNumber>;
    periodFactor: import("zod").ZodDefault<import("zod").ZodNumber>;
    unit: import("zod").ZodDefault<import("zod").ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/one-cycle", import("zod").ZodObject<{
    maximum: import("zod").ZodDefault<import("zod").ZodNumber>;
    startFactor: import("zod").ZodDefault<import("zod").ZodNumber>;
    finalFactor: import("zod").ZodDefault<import("zod").ZodNumber>;
    warmUpFraction: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/linear-warm-up", import("zod").ZodObject<{
    duration: import("zod").ZodDefault<import("zod").ZodNumber>;
    startFactor: import("zod").ZodDefault<import("zod").ZodNumber>;
    then: import("zod").ZodDefault<import("zod").ZodType<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef, import("zod/v4/core").$ZodTypeInternals<import("../index.ts").ScheduleRef, import("../index.ts").ScheduleRef>>>;
    unit: import("zod").ZodDefault<import("zod").ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, import("zod/v4/core").$strict>>, import("@convlab/core").Plugin<"schedule", "convlab/reduce-on-plateau", import("zod").ZodObject<{
    initial: import("zod").ZodDefault<import("zod").ZodNumber>;
    factor: import("zod").ZodDefault<import("zod").ZodNumber>;
    patience: import("zod").ZodDefault<import("zod").ZodInt>;
    monitor: import("zod").ZodDefault<import("zod").ZodString>;
    better: import("zod").ZodDefault<import("zod").ZodEnum<{
        lower: "lower";
        higher: "higher";
    }>>;
    minDelta: import("zod").ZodDefault<import("zod").ZodNumber>;
    cooldown: import("zod").ZodDefault<import("zod").ZodInt>;
    minimum: import("zod").ZodDefault<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>>];
//# sourceMappingURL=optimizer-preset.d.ts.map