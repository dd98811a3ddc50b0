import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { generatedDataSet, generatorFields, numberedClasses } from '../_internal/generated-data-set.ts';

const config = z.strictObject({
  ...generatorFields,
  classes: z.int().min(2).max(10).default(2).meta({ title: 'Arms', description: 'One class each.' }),
  turns: z
    .number()
    .gt(0)
    .max(10)
    .default(1.5)
    .meta({ title: 'Turns', description: 'How often every arm goes round.' }),
  noise: z
    .number()
    .min(0)
    .max(1)
    .default(0.02)
    .meta({ title: 'Noise', description: 'Standard deviation of both coordinates.' }),
});

/**
 * Intertwined spirals in the plane, one arm for each class.
 *
 * x = r (cos a, sin a) + noise normal, a = 2 pi (turns r + class / classes), r = sqrt(uniform)
 *
 * No line separates the arms, so that a network needs hidden units.
 * @see Lang & Witbrock, "Learning to tell two spirals apart", Connectionist Models Summer School, 1988.
 */
export const spirals = definePlugin({
  kind: 'data-set',
  id: 'convlab/spirals',
  version: 1,
  title: 'Spirals',
  summary: 'Generated: intertwined spirals in the plane, one arm for each class.',
  formula: 'a = 2 pi (turns r + class / classes)',
  references: [
    'Lang & Witbrock, Learning to tell two spirals apart, Connectionist Models Summer School, 1988',
  ],
  config,
  create: ({ examples, seed, classes, turns, noise }) =>
    generatedDataSet({
      name: 'spirals',
      examples,
      seed,
      inputShape: [2],
      outputNames: numberedClasses(classes),
      draw: (example, label, rng) => {
        const [place = 0] = rng.fold('place').uniform(1);
        const radius = Math.sqrt(place);
        const angle = 2 * Math.PI * (turns * radius + label / classes);
        const [dx = 0, dy = 0] = rng.fold('noise').normal(2, 0, noise);
        example[0] = radius * Math.cos(angle) + dx;
        example[1] = radius * Math.sin(angle) + dy;
      },
    }),
});
