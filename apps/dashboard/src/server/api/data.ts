import { ConvlabError, createRng, type ExampleSource, type PluginRef, type Registry } from '@convlab/core';
import { inspectData, listDataSets, previewAugmentation, type DataReport } from '@convlab/data';
import { z } from 'zod';
import { loadSet } from '../data/loaded-sets.ts';
import { packFloats } from '../data/pack-floats.ts';
import { listUploads } from '../data/uploads.ts';
import { procedure, router } from './trpc.ts';

/* A page of images. */
const MAX_EXAMPLES = 64;

const ref = z.union([z.string().max(200), z.looseObject({ id: z.string().max(200) })]);
const seed = z.int().min(0).default(1);
const index = z.int().min(0);

/** Data sets: which there are, what they are like, and their examples. */
export const dataRouter = router({
  list: procedure.query(async ({ ctx }) => ({
    sets: await listDataSets(ctx.workbench.registry),
    uploads: await listUploads(),
  })),

  /** What a data set is like and whether it is fit to train with, divided as an experiment with this seed would. */
  inspect: procedure
    .input(z.object({ set: ref, split: ref.default('stratified'), seed }))
    .query(async ({ input, ctx }) => {
      const { registry } = ctx.workbench;
      const source = await loadSet(ctx.workbench, input.set);
      return {
        info: source.info,
        skipped: (source.skipped ?? []).slice(0, 100),
        ...(await reportOf(registry, source, input)),
      };
    }),

  /** Examples by their index. */
  examples: procedure
    .input(z.object({ set: ref, indices: z.array(index).min(1).max(MAX_EXAMPLES) }))
    .query(async ({ input, ctx }) => {
      const source = await loadSet(ctx.workbench, input.set);
      return packExamples(source, Int32Array.from(input.indices));
    }),

  /** A page of the examples of one part, of one class or all. */
  browse: procedure
    .input(
      z.object({
        set: ref,
        split: ref.default('stratified'),
        seed,
        part: z.enum(['train', 'validation', 'test']),
        label: z.int().min(0).optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(MAX_EXAMPLES).default(40),
      }),
    )
    .query(async ({ input, ctx }) => {
      const { registry } = ctx.workbench;
      const source = await loadSet(ctx.workbench, input.set);
      const part = splitOf(registry, source, input)[input.part];
      const { label } = input;
      const chosen = label === undefined ? part : part.filter((i) => source.labels?.[i] === label);
      const page = Int32Array.from(chosen.subarray(input.offset, input.offset + input.limit));
      return { total: chosen.length, ...(await packExamples(source, page)) };
    }),

  /** What a network will see of some examples: their augmented forms in the first epochs. */
  augmented: procedure
    .input(
      z.object({
        set: ref,
        augment: z.array(ref).min(1).max(20),
        indices: z.array(index).min(1).max(8),
        count: z.int().min(1).max(8).default(6),
        seed,
      }),
    )
    .query(async ({ input, ctx }) => {
      const { registry } = ctx.workbench;
      const source = await loadSet(ctx.workbench, input.set);
      const augmentations = input.augment.map((one) => registry.create('augmentation', one as PluginRef));
      const rng = createRng(input.seed).fold('training');
      const forms = input.indices.map((i) =>
        previewAugmentation(source, i, { augmentations, rng }, input.count),
      );
      const { examples, ...facts } = await packExamples(source, Int32Array.from(input.indices));
      const packed = (await Promise.all(forms)).map((values) => values.map((one) => packFloats(one)));
      return { ...facts, examples: examples.map((example, k) => ({ ...example, forms: packed[k] ?? [] })) };
    }),
});

interface SplitChoice {
  readonly split: z.infer<typeof ref>;
  readonly seed: number;
}

/** The split that an experiment with this seed makes. */
function splitOf(registry: Registry, source: ExampleSource, choice: SplitChoice) {
  return registry.create('split', choice.split).split(source, createRng(choice.seed).fold('split'));
}

const reports = new WeakMap<ExampleSource, Map<string, Promise<DataReport>>>();

/** Reports are made once for each loaded set and split. */
function reportOf(registry: Registry, source: ExampleSource, choice: SplitChoice): Promise<DataReport> {
  const known = reports.get(source) ?? new Map<string, Promise<DataReport>>();
  reports.set(source, known);
  const key = JSON.stringify([choice.split, choice.seed]);
  const report = known.get(key) ?? inspectData(source, splitOf(registry, source, choice));
  known.set(key, report);
  return report;
}

/** Examples as JSON: values as base64 of little-endian float32, row-major. */
async function packExamples(source: ExampleSource, indices: Int32Array) {
  const { info } = source;
  const outside = indices.find((i) => i >= source.length);
  if (outside !== undefined)
    throw new ConvlabError({
      code: 'E_DATA_INDEX',
      message: 'There is no example with this index.',
      received: outside,
      expected: `an integer from 0 to ${source.length - 1}`,
    });
  const { inputs, targets } = await source.read(indices);
  const size = inputs.length / Math.max(1, indices.length);
  const targetSize = targets.length / Math.max(1, indices.length);
  return {
    shape: info.inputShape,
    range: info.inputRange ?? null,
    outputNames: info.outputNames,
    task: info.task,
    examples: Array.from(indices, (i, k) => ({
      index: i,
      target: Array.from(targets.subarray(k * targetSize, (k + 1) * targetSize)),
      values: packFloats(inputs.subarray(k * size, (k + 1) * size)),
    })),
  };
}
