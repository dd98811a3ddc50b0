import { z } from 'zod';
/**
 * Linear warm-up, followed by another schedule.
 *
 * value(t) = then(0) · (startFactor + (1 - startFactor) · t / duration) for t < duration, else then(t - duration)
 *
 * The schedule after it is given the training that is left: a cosine falls to its end within that.
 *
 * @see Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, §2.2.
 */
export declare const linearWarmUp: import("@convlab/core").Plugin<"schedule", "convlab/linear-warm-up", z.ZodObject<{
    duration: z.ZodDefault<z.ZodNumber>;
    startFactor: z.ZodDefault<z.ZodNumber>;
    then: z.ZodDefault<z.ZodType<import("../schedule-ref/schedule-ref.ts").ScheduleRef, import("../schedule-ref/schedule-ref.ts").ScheduleRef, z.core.$ZodTypeInternals<import("../schedule-ref/schedule-ref.ts").ScheduleRef, import("../schedule-ref/schedule-ref.ts").ScheduleRef>>>;
    unit: z.ZodDefault<z.ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=linear-warm-up.d.ts.map