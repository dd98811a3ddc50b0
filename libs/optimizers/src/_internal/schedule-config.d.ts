import type { ScheduleTime } from '@convlab/core';
import { z } from 'zod';
/** The value that a schedule starts from. */
export declare const initial: z.ZodDefault<z.ZodNumber>;
/** What a schedule's times are counted in. */
export declare const unit: z.ZodDefault<z.ZodEnum<{
    epochs: "epochs";
    steps: "steps";
}>>;
/** Time passed before the coming update, in `unit`. */
export declare function elapsed({ step, stepsPerEpoch }: ScheduleTime, inUnit: 'epochs' | 'steps'): number;
//# sourceMappingURL=schedule-config.d.ts.map