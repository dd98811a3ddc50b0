import { z } from 'zod';
import { scheduleRef, type ScheduleRef } from '../schedule-ref/schedule-ref.ts';

/** Fields that every optimizer has; `learningRate` starts at the optimizer's own usual value. */
export function optimizerFields(learningRate: number) {
  return {
    learningRate: scheduleRef()
      .default(learningRate)
      .meta({
        title: 'Learning rate',
        description: 'Length of the steps: a number, or a schedule.',
        ui: { scale: 'log' },
      }),
    clipValue: z
      .number()
      .positive()
      .optional()
      .meta({
        title: 'Clip value',
        description: 'Largest size of a gradient’s element; no limit when left out.',
        ui: { advanced: true },
      }),
    clipNorm: z
      .number()
      .positive()
      .optional()
      .meta({
        title: 'Clip norm',
        description: 'Largest length of the gradient of one weight; no limit when left out.',
        ui: { advanced: true },
      }),
    globalClipNorm: z
      .number()
      .positive()
      .optional()
      .meta({
        title: 'Global clip norm',
        description: 'Largest length of all gradients together; no limit when left out.',
        ui: { advanced: true },
      }),
    accumulateSteps: z
      .int()
      .min(1)
      .default(1)
      .meta({
        title: 'Accumulated steps',
        description: 'Batches whose gradients are averaged for one update.',
        ui: { advanced: true },
      }),
    groups: z
      .array(
        z.strictObject({
          weights: z.string().min(1).meta({
            title: 'Weights',
            description: 'Names of weights; * stands for any text, as in stage1/*.',
          }),
          factor: z.number().min(0).meta({
            title: 'Factor',
            description: 'Factor of their learning rate; 0 freezes them.',
          }),
        }),
      )
      .readonly()
      .default([])
      .meta({
        title: 'Weight groups',
        description: 'Weights with a learning rate of their own; the first group that matches counts.',
        ui: { advanced: true },
      }),
  };
}

/** What {@link optimizerFields} parse to. */
export interface CommonOptions {
  readonly learningRate: ScheduleRef;
  readonly clipValue?: number | undefined;
  readonly clipNorm?: number | undefined;
  readonly globalClipNorm?: number | undefined;
  readonly accumulateSteps: number;
  readonly groups: readonly { readonly weights: string; readonly factor: number }[];
}

/** Decay of the first moment. */
export const beta1 = z
  .number()
  .min(0)
  .lt(1)
  .default(0.9)
  .meta({
    title: 'Beta 1',
    description: 'Share of the average gradient that each step keeps.',
    ui: { advanced: true },
  });

/** Decay of the second moment. */
export const beta2 = z
  .number()
  .min(0)
  .lt(1)
  .default(0.999)
  .meta({
    title: 'Beta 2',
    description: 'Share of the average squared gradient that each step keeps.',
    ui: { advanced: true },
  });

/** Guard of a division. */
export function epsilonField(value: number) {
  return z
    .number()
    .positive()
    .default(value)
    .meta({
      title: 'Epsilon',
      description: 'Keeps the division by a small root in bounds.',
      ui: { scale: 'log', advanced: true },
    });
}

/** Strength of decoupled weight decay. */
export const weightDecay = z
  .number()
  .min(0)
  .default(0.01)
  .meta({
    title: 'Weight decay',
    description:
      'Share of each kernel that a step at learning rate 1 takes away; biases and normalizations are left alone.',
    ui: { scale: 'log' },
  });
