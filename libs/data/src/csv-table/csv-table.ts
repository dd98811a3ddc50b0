import { ConvlabError, definePlugin, type DataSetInfo, type ExampleSource } from '@convlab/core';
import { z } from 'zod';
import { readCsv } from '../csv/csv.ts';

const config = z.strictObject({
  path: z.string().min(1).meta({ title: 'File', description: 'A CSV table: one example a row.' }),
  target: z
    .string()
    .min(1)
    .optional()
    .meta({ title: 'Target', description: 'Name of the column to predict; the last one when left out.' }),
  task: z
    .enum(['classification', 'regression'])
    .default('classification')
    .meta({ title: 'Task', description: 'Whether the target is a class or a number.' }),
});

type TableConfig = z.infer<typeof config>;

/**
 * A table in a CSV file: features in its columns, the target in one of them.
 *
 * Reading rules are those of {@link readCsv}: a cell that is no number is refused with its row and column. Node only.
 * Shapes: [columns - 1]
 * @throws {ConvlabError} E_DATA_MISSING when the file cannot be read, E_DATA_FORMAT when the table cannot be used
 */
export const csvTable = definePlugin({
  kind: 'data-set',
  id: 'convlab/csv',
  version: 1,
  title: 'CSV table',
  summary: 'A table of numbers with a column to predict.',
  config,
  create: (settings) => {
    let source: ExampleSource | undefined;
    // A table's facts are its content, so that asking for them reads it.
    const open = (): ExampleSource => (source ??= openTable(settings));
    return {
      get info(): DataSetInfo {
        return open().info;
      },
      load: async () => open(),
    };
  },
});

function openTable({ path, target, task }: TableConfig): ExampleSource {
  const text = readText(path);
  return readCsv(text, { task, source: path, ...(target === undefined ? {} : { target }) });
}

function readText(path: string): string {
  try {
    return process.getBuiltinModule('node:fs').readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_DATA_MISSING',
      message: `The table ${path} cannot be read.`,
      hint: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}
