import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const stage = z.object({
  shape: z.array(z.int().min(1)),
  mean: z.number(),
  std: z.number(),
  max: z.number(),
});

const schema = z.object({
  arch: z.string(),
  salt: z.string(),
  parameters: z.int(),
  buffers: z.int(),
  eval: z.object({
    input: z.tuple([z.int(), z.int(), z.int(), z.int()]),
    logits: z.array(z.number()).min(1),
    logits_l2: z.number(),
    argmax: z.int(),
    stages: z.record(z.string(), stage),
  }),
  train: z
    .object({
      input: z.tuple([z.int(), z.int(), z.int(), z.int()]),
      labels: z.array(z.int()),
      optimizer: z.string(),
      losses: z.array(z.number()).min(1),
      first_step_grad_l2: z.record(z.string(), z.number()),
      first_step_running_l2: z.record(z.string(), z.number()),
    })
    .optional(),
});

/** What another implementation gave for one network with seeded weights. Shapes are N·C·H·W. */
export type Golden = z.output<typeof schema>;

/** Reads a file of reference values. */
export async function readGolden(file: string): Promise<Golden> {
  return schema.parse(JSON.parse(await readFile(file, 'utf8')));
}
