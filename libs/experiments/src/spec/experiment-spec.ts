import { pluginRef } from '@convlab/core';
import { z } from 'zod';
import {
  ensembleSpec,
  learningCurveSpec,
  runSpec,
  searchSpec,
  selectionSpec,
  studySpec,
} from './planning-spec.ts';

const data = z
  .strictObject({
    set: pluginRef('data-set').meta({ title: 'Data set', description: 'What to learn from.' }),
    split: pluginRef('split')
      .default('stratified')
      .meta({ title: 'Split', description: 'How examples are divided into training, validation and test.' }),
    scale: pluginRef('scaler')
      .default('per-channel')
      .meta({ title: 'Feature scaling', description: 'Fitted on the training part alone.' }),
    augment: z
      .array(pluginRef('augmentation'))
      .max(20)
      .default([])
      .meta({ title: 'Augmentation', description: 'Random changes of training examples, in this order.' }),
    fraction: z
      .number()
      .gt(0)
      .max(1)
      .default(1)
      .meta({
        title: 'Fraction',
        description: 'Share of the training part to train on; a stratified sample.',
        ui: { advanced: true },
      }),
    labelNoise: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({
        title: 'Label noise',
        description:
          'Share of the training labels that are replaced by a random class, to see what a network learns by heart. Validation and test keep theirs.',
        ui: { advanced: true },
      }),
    checksums: z
      .record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))
      .optional()
      .meta({
        title: 'Checksums',
        description:
          'Of the files that the trainings of this experiment read, noted at its launch where they differ in settings of the data set.',
        ui: { hidden: true },
      }),
    perturb: z
      .array(pluginRef('augmentation'))
      .max(20)
      .default([])
      .meta({
        title: 'Perturbation',
        description:
          'Changes of validation and test examples, drawn once: what does the network bear that it was not trained on?',
        ui: { advanced: true },
      }),
  })
  .meta({ title: 'Data' });

const network = z
  .strictObject({
    architecture: pluginRef('architecture').optional().meta({
      title: 'Architecture',
      description:
        'The structure of the network; conv-net for images and mlp for anything else when left out.',
    }),
    normalization: pluginRef('normalization')
      .nullable()
      .optional()
      .meta({ title: 'Normalization', description: 'In place of the architecture’s own; null for none.' }),
    activation: pluginRef('activation')
      .optional()
      .meta({ title: 'Activation', description: 'In place of the architecture’s own.' }),
    initializer: pluginRef('initializer')
      .optional()
      .meta({ title: 'Initializer', description: 'Of kernels, in place of the architecture’s own.' }),
    graph: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        title: 'Graph',
        description: 'A network as data, used instead of an architecture.',
        ui: { hidden: true },
      }),
  })
  .meta({ title: 'Network' });

const earlyStopping = z
  .strictObject({
    monitor: z
      .string()
      .regex(/^[a-zA-Z]+\/[a-z0-9-]+$/, 'Expected a metric of a part, such as "validation/loss"')
      .optional()
      .meta({ title: 'Monitor', description: 'In place of the training’s monitor.', ui: { advanced: true } }),
    patience: z
      .int()
      .min(1)
      .max(10_000)
      .default(5)
      .meta({
        title: 'Patience',
        description: 'Epochs without improvement to wait.',
        ui: { unit: 'epochs' },
      }),
    minDelta: z
      .number()
      .min(0)
      .default(0)
      .meta({
        title: 'Smallest improvement',
        description: 'Less does not count as an improvement.',
        ui: { advanced: true },
      }),
  })
  .meta({ title: 'Early stopping' });

const training = z
  .strictObject({
    batchSize: z
      .union([z.int().min(1).max(1_000_000), z.literal('full')], {
        error: 'Expected a whole number from 1, or "full" for the whole training part at once.',
      })
      .default(64)
      .meta({
        title: 'Batch size',
        description: 'Examples per update, or "full" for the whole training part.',
      }),
    epochs: z
      .int()
      .min(1)
      .max(100_000)
      .default(20)
      .meta({ title: 'Epochs', description: 'Passes over the training part, at the most.' }),
    monitor: z
      .string()
      .regex(/^[a-zA-Z]+\/[a-z0-9-]+$/, 'Expected a metric of a part, such as "validation/loss"')
      .default('validation/loss')
      .meta({
        title: 'Monitor',
        description: 'The metric that decides which epoch is best.',
        ui: { advanced: true },
      }),
    earlyStopping: earlyStopping.optional().meta({
      title: 'Early stopping',
      description: 'Ends the training when the monitored metric stops improving.',
    }),
  })
  .meta({ title: 'Training' });

/** The schema of an experiment: one JSON file that says everything needed to repeat it. */
export const experimentSpec = z
  .strictObject({
    version: z
      .literal(1)
      .default(1)
      .meta({ title: 'Version', description: 'Of this format.', ui: { hidden: true } }),
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta({ title: 'Name', description: 'For people; made from the parts when left out.' }),
    data,
    network: network.prefault({}),
    regularizers: z
      .array(pluginRef('regularizer'))
      .max(20)
      .default([])
      .meta({ title: 'Regularizers', description: 'Act in training only.' }),
    optimizer: pluginRef('optimizer')
      .default('adam')
      .meta({ title: 'Optimizer', description: 'How weights follow gradients.' }),
    loss: pluginRef('loss')
      .optional()
      .meta({
        title: 'Loss',
        description: 'Chosen by the data set’s task when left out.',
        ui: { advanced: true },
      }),
    metrics: z
      .array(pluginRef('metric'))
      .max(20)
      .optional()
      .meta({
        title: 'Metrics',
        description: 'Chosen by the data set’s task when left out.',
        ui: { advanced: true },
      }),
    training: training.prefault({}),
    protocol: pluginRef('protocol')
      .default('hold-out')
      .meta({ title: 'Protocol', description: 'On which splits the network is trained and judged.' }),
    selection: selectionSpec.optional().meta({
      title: 'Model selection',
      description:
        'Candidates, of which the best by validation is trained once more on all but the test part.',
    }),
    search: searchSpec.optional().meta({
      title: 'Search',
      description: 'Tries values of this experiment and takes the best by validation.',
    }),
    ensemble: ensembleSpec
      .optional()
      .meta({ title: 'Ensemble', description: 'Trains several networks and combines their predictions.' }),
    learningCurve: learningCurveSpec.optional().meta({
      title: 'Learning curve',
      description: 'Trains on growing parts of the data: would more of it help?',
    }),
    study: studySpec.optional().meta({
      title: 'Study',
      description: 'Trains variants of this experiment over the same seeds and compares them in pairs.',
    }),
    objective: z
      .string()
      .regex(
        /^validation\/[a-z0-9-]+$/,
        'Expected a metric of the validation part, such as "validation/accuracy"',
      )
      .optional()
      .meta({
        title: 'Objective',
        description: 'What choices go by: the error of this metric. The first metric when left out.',
        ui: { advanced: true },
      }),
    test: z.boolean().optional().meta({
      title: 'Open the test part',
      description:
        'Judges the final choice on the test part, once. Left out, it is opened after a model selection and for an ensemble.',
    }),
    run: runSpec
      .optional()
      .meta({ title: 'Run', description: 'Which training of the experiment this is.', ui: { hidden: true } }),
    seed: z.int().default(1).meta({ title: 'Seed', description: 'The same seed gives the same numbers.' }),
  })
  .meta({ title: 'Experiment' });

/** An experiment as it may be written: everything but the data set has a default. */
export type ExperimentSpec = z.input<typeof experimentSpec>;

/** An experiment with every default written out; its references are complete. */
export type CompleteSpec = z.output<typeof experimentSpec>;

/** The JSON Schema (draft 2020-12) of an experiment as it may be written, with the plugin marks that forms read. */
export function experimentSchema(): Record<string, unknown> {
  return z.toJSONSchema(experimentSpec, { io: 'input', target: 'draft-2020-12' });
}
