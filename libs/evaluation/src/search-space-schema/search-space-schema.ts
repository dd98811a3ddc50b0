import type { ParameterValue } from '@convlab/core';
import { z } from 'zod';

const bounds = (title: string, description: string) =>
  z.tuple([z.number(), z.number()]).readonly().meta({ title, description });
const json: z.ZodType<ParameterValue> = z.json();
const when = z
  .strictObject({
    path: z.string().min(1).meta({ title: 'Path', description: 'Of another parameter of the space.' }),
    in: z
      .array(json)
      .min(1)
      .readonly()
      .meta({ title: 'In', description: 'Values of it with which this parameter exists.' }),
  })
  .optional()
  .meta({
    title: 'When',
    description: 'The parameter exists only where another one has one of these values.',
  });

/** The schema of a search space, for specifications. */
export const searchSpaceSchema = z
  .record(
    z.string().min(1),
    z.union([
      z
        .strictObject({
          choice: z
            .array(json)
            .min(1)
            .readonly()
            .meta({ title: 'Choice', description: 'One of these values.' }),
          when,
        })
        .meta({ title: 'Choice' }),
      z
        .strictObject({ uniform: bounds('Uniform', 'A number between these two.'), when })
        .meta({ title: 'Uniform' }),
      z
        .strictObject({
          logUniform: bounds('Log-uniform', 'A positive number between these two, even in its logarithm.'),
          when,
        })
        .meta({ title: 'Log-uniform' }),
      z
        .strictObject({ integer: bounds('Integer', 'A whole number from the first to the second.'), when })
        .meta({ title: 'Integer' }),
    ]),
  )
  .meta({
    title: 'Search space',
    description: 'Domains by the path of the parameter in the specification.',
    ui: { control: 'search-space' },
  });
