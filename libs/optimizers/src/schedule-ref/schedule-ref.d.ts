import { type CreateContext, type PluginRef, type Schedule } from '@convlab/core';
import { z } from 'zod';
/** A number, or a reference to a schedule. */
export type ScheduleRef = number | PluginRef;
/** A schema for a value that may change over the training: a number ≥ 0, or a schedule. */
export declare function scheduleRef(): z.ZodType<ScheduleRef, ScheduleRef>;
/** The schedule that a {@link ScheduleRef} stands for; a number stays what it is. */
export declare function resolveSchedule(ref: ScheduleRef, { resolve }: CreateContext): Schedule;
//# sourceMappingURL=schedule-ref.d.ts.map