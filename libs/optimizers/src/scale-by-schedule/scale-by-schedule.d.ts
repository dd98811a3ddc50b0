import type { Schedule, Transformation } from '@convlab/core';
/** Turns a direction of ascent into a step of descent: update <- -schedule(time) · g. */
export declare function scaleBySchedule(schedule: Schedule): Transformation;
//# sourceMappingURL=scale-by-schedule.d.ts.map