import { z } from 'zod';
/**
 * Cosine annealing, with warm restarts when a period is given.
 *
 * value(t) = final + (initial - final) · (1 + cos(pi · t / T)) / 2, t from the last restart
 *
 * Without `period`, T is the whole training and there is no restart. With it, the first cycle takes `period` and each next one
 * `periodFactor` times as long as the one before.
 *
 * @see Loshchilov & Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, eq. 5.
 */
export declare const cosineSchedule: import("@convlab/core").Plugin<"schedule", "convlab/cosine", z.ZodObject<{
    initial: z.ZodDefault<z.ZodNumber>;
    final: z.ZodDefault<z.ZodNumber>;
    period: z.ZodOptional<z.ZodNumber>;
    periodFactor: z.ZodDefault<z.ZodNumber>;
    unit: z.ZodDefault<z.ZodEnum<{
        epochs: "epochs";
        steps: "steps";
    }>>;
}, z.core.$strict>>;
//# sourceMappingURL=cosine.d.ts.map