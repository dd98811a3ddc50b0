import { z } from 'zod';
import { type ScheduleRef } from '../schedule-ref/schedule-ref.ts';
/** Fields that every optimizer has; `learningRate` starts at the optimizer's own usual value. */
export declare function optimizerFields(learningRate: number): {
    learningRate: z.ZodDefault<z.ZodType<ScheduleRef, ScheduleRef, z.core.$ZodTypeInternals<ScheduleRef, ScheduleRef>>>;
    clipValue: z.ZodOptional<z.ZodNumber>;
    clipNorm: z.ZodOptional<z.ZodNumber>;
    globalClipNorm: z.ZodOptional<z.ZodNumber>;
    accumulateSteps: z.ZodDefault<z.ZodInt>;
    groups: z.ZodDefault<z.ZodReadonly<z.ZodArray<z.ZodObject<{
        weights: z.ZodString;
        factor: z.ZodNumber;
    }, z.core.$strict>>>>;
};
/** What {@link optimizerFields} parse to. */
export interface CommonOptions {
    readonly learningRate: ScheduleRef;
    readonly clipValue?: number | undefined;
    readonly clipNorm?: number | undefined;
    readonly globalClipNorm?: number | undefined;
    readonly accumulateSteps: number;
    readonly groups: readonly {
        readonly weights: string;
        readonly factor: number;
    }[];
}
/** Decay of the first moment. */
export declare const beta1: z.ZodDefault<z.ZodNumber>;
/** Decay of the second moment. */
export declare const beta2: z.ZodDefault<z.ZodNumber>;
/** Guard of a division. */
export declare function epsilonField(value: number): z.ZodDefault<z.ZodNumber>;
/** Strength of decoupled weight decay. */
export declare const weightDecay: z.ZodDefault<z.ZodNumber>;
//# sourceMappingURL=optimizer-config.d.ts.map