import { pluginRef, type ParameterValue } from '@convlab/core';
import { searchSpaceSchema } from '@convlab/evaluation';
import { z } from 'zod';

const json: z.ZodType<ParameterValue, ParameterValue> = z.json();

/** Values by path of the specification, such as `{ "optimizer.learningRate": 0.01 }`; each replaces what stands there. */
const settings = z.record(z.string().min(1), json).meta({
  title: 'Settings',
  description: 'Values by their path in the specification.',
  ui: { control: 'settings' },
});

/** How the values of an experiment are searched. */
export const searchSpec = z
  .strictObject({
    strategy: pluginRef('search')
      .default('random')
      .meta({ title: 'Strategy', description: 'How trials are chosen.' }),
    space: searchSpaceSchema,
    protocol: pluginRef('protocol').default('hold-out').meta({
      title: 'Protocol of a trial',
      description: 'On which splits each trial is trained and judged.',
    }),
    parallel: z
      .int()
      .min(1)
      .max(1000)
      .default(4)
      .meta({
        title: 'Trials at a time',
        description: 'A strategy that learns from results learns more with fewer.',
        ui: { advanced: true },
      }),
  })
  .meta({ title: 'Search' });

const candidate = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ title: 'Name', description: 'Unique among the candidates.' }),
    set: settings,
  })
  .meta({ title: 'Candidate', description: 'What it changes of this experiment.' });

/** Structures among which the best is chosen by validation. */
export const selectionSpec = z
  .strictObject({
    candidates: z
      .array(candidate)
      .min(2)
      .max(100)
      .meta({ title: 'Candidates', description: 'At least two; each is trained on the protocol’s splits.' }),
    rule: z.enum(['best', 'one-standard-error']).default('best').meta({
      title: 'Rule',
      description:
        'The least mean validation error, or the smallest network within one standard error of it, which needs several splits.',
    }),
  })
  .meta({ title: 'Model selection' });

/** Several networks that answer together. */
export const ensembleSpec = z
  .strictObject({
    method: pluginRef('ensemble')
      .default('average')
      .meta({ title: 'Method', description: 'How the members’ predictions become one.' }),
    kind: z.enum(['seeds', 'bagging', 'snapshot', 'folds']).default('seeds').meta({
      title: 'Kind',
      description:
        'What makes members differ. Seeds: first weights and order. Bagging: also a bootstrap sample of the training part. Snapshot: each goes on from the one before, with a new cycle of the learning rate. Folds: the networks of a cross-validation.',
    }),
    members: z.int().min(2).max(100).default(5).meta({
      title: 'Members',
      description: 'Number of networks; as many as splits for folds.',
    }),
  })
  .meta({ title: 'Ensemble' });

const arm = z
  .strictObject({
    name: z.string().trim().min(1).max(100).meta({ title: 'Name', description: 'Unique among the arms.' }),
    set: settings,
    seeds: z.array(z.int()).min(1).max(100).optional().meta({
      title: 'Seeds',
      description: 'Those of the seeds that it is trained with; all when left out.',
    }),
    member: z.int().min(1).max(1000).optional().meta({
      title: 'Member',
      description: 'Other first weights, order and noise than those of the same seed and split without it.',
    }),
    split: z.int().min(0).optional().meta({
      title: 'Split',
      description: 'Position among the splits of its protocol, from 0; the first when left out.',
    }),
  })
  .meta({ title: 'Arm', description: 'What it changes of this experiment.' });

/** Variants of an experiment that are compared over the same seeds. */
export const studySpec = z
  .strictObject({
    plugin: pluginRef('study').optional().meta({
      title: 'Study',
      description: 'The claim that the arms are judged for; a plain comparison when left out.',
    }),
    budget: z
      .enum(['smoke', 'lesson', 'full'])
      .default('lesson')
      .meta({ title: 'Budget', description: 'What the study was designed to cost.' }),
    arms: z
      .array(arm)
      .min(2)
      .max(500)
      .meta({ title: 'Arms', description: 'At least two; each is trained with each seed.' }),
    seeds: z.array(z.int()).min(1).max(100).default([1, 2, 3]).meta({
      title: 'Seeds',
      description: 'Of split, first weights, order and noise; arms are compared seed by seed.',
    }),
  })
  .meta({ title: 'Study' });

/** The seeds that an arm of a study is trained with, in the study's order. */
export function seedsOf(
  { seeds }: { readonly seeds: readonly number[] },
  { seeds: own = seeds }: { readonly seeds?: readonly number[] | undefined },
): readonly number[] {
  return seeds.filter((seed) => own.includes(seed));
}

/** The error over the size of the training part. */
export const learningCurveSpec = z
  .strictObject({
    fractions: z
      .array(z.number().gt(0).max(1))
      .min(3)
      .max(20)
      .default([0.125, 0.25, 0.5, 1])
      .meta({ title: 'Fractions', description: 'Shares of the training part to train on; at least three.' }),
    repeats: z
      .int()
      .min(1)
      .max(100)
      .default(3)
      .meta({ title: 'Repeats', description: 'Trainings of each size, with different seeds and samples.' }),
  })
  .meta({ title: 'Learning curve' });

/** What one training is of an experiment of many; planning writes it. */
export const runSpec = z
  .strictObject({
    stage: z
      .enum(['single', 'selection', 'search', 'folds', 'ensemble', 'learning-curve', 'study', 'final'])
      .meta({ title: 'Stage', description: 'What the training is for.' }),
    split: z
      .int()
      .min(0)
      .default(0)
      .meta({ title: 'Split', description: 'Position among the splits of the protocol, from 0.' }),
    seed: z.int().optional().meta({
      title: 'Seed of the training',
      description: 'Of first weights, order and noise, while the split keeps the experiment’s seed.',
    }),
    learning: z
      .boolean()
      .default(false)
      .meta({ title: 'Learning part', description: 'Trains on training and validation part together.' }),
    bootstrap: z
      .boolean()
      .default(false)
      .meta({ title: 'Bootstrap', description: 'Trains on a sample drawn with replacement.' }),
    outerFold: z
      .int()
      .min(1)
      .optional()
      .meta({ title: 'Outer fold', description: 'Of nested protocols, from 1.' }),
    candidate: z.string().optional().meta({ title: 'Candidate', description: 'Its name.' }),
    trial: z
      .int()
      .min(0)
      .optional()
      .meta({ title: 'Trial', description: 'Its number in the search, from 0.' }),
    values: settings.optional(),
    budget: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .meta({ title: 'Budget', description: 'Share of the epochs that the trial gets.' }),
    continues: z.int().min(0).optional().meta({
      title: 'Continues',
      description: 'Number of the trial that it is tried again from, with more budget.',
    }),
    member: z.int().min(0).optional().meta({ title: 'Member', description: 'Of an ensemble, from 0.' }),
    fraction: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .meta({ title: 'Fraction', description: 'Point of a learning curve.' }),
    arm: z.string().optional().meta({ title: 'Arm', description: 'Of a study; its name.' }),
    repeat: z
      .int()
      .min(0)
      .optional()
      .meta({ title: 'Repeat', description: 'Of a learning curve or a study, from 0.' }),
  })
  .meta({ title: 'Run' });

/** What one training is of an experiment of many, complete. */
export type RunSpec = z.output<typeof runSpec>;
