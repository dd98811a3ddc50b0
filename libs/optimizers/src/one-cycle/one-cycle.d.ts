import { z } from 'zod';
/**
 * The one-cycle policy.
 *
 * From maximum / startFactor up to maximum within `warmUpFraction` of the training, then down to
 * maximum / startFactor / finalFactor, both along half a cosine. With T updates planned, the rise ends at
 * warmUpFraction · (T + 1) - 1 updates and the fall at T, counted from 0.
 *
 * @see Smith & Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018. Deviation: as
 * PyTorch, two phases with cosines instead of three with straight lines.
 */
export declare const oneCycleSchedule: import("@convlab/core").Plugin<"schedule", "convlab/one-cycle", z.ZodObject<{
    maximum: z.ZodDefault<z.ZodNumber>;
    startFactor: z.ZodDefault<z.ZodNumber>;
    finalFactor: z.ZodDefault<z.ZodNumber>;
    warmUpFraction: z.ZodDefault<z.ZodNumber>;
}, z.core.$strict>>;
//# sourceMappingURL=one-cycle.d.ts.map