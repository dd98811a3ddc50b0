import { definePlugin, type DataSetInfo, type ExampleSource } from '@convlab/core';
import { z } from 'zod';
import { readOnce } from '../_internal/read-once.ts';
import { readCsv } from '../csv/csv.ts';
import { checksum } from '../shared-files/checksum-config.ts';
import { placeOf } from '../shared-files/fetched-files.ts';
import { requireBytes, sharedFile } from '../shared-files/shared-files.ts';

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
  sha256: checksum,
});

type TableConfig = z.infer<typeof config>;

/**
 * A table in a CSV file: features in its columns, the target in one of them.
 *
 * Reading rules are those of {@link readCsv}: a cell that is no number is refused with its row and column. Node only.
 * Shapes: [columns - 1]
 * @throws {ConvlabError} E_DATA_MISSING when the file cannot be read, E_DATA_FORMAT when the table cannot be used, E_DATA_CHECKSUM
 *   when it is not the one that `sha256` names
 */
export const csvTable = definePlugin({
  kind: 'data-set',
  id: 'convlab/csv',
  version: 1,
  title: 'CSV table',
  summary: 'A table of numbers with a column to predict.',
  config,
  create: (settings) => ({
    // A table's facts are its content, so that asking for them reads it.
    get info(): DataSetInfo {
      return openTable(settings).info;
    },
    files: sharedFile(settings),
    load: async () => openTable(settings),
  }),
});

function openTable(settings: TableConfig): ExampleSource {
  const { path, target, task, sha256 } = settings;
  const options = { task, source: path, ...(target === undefined ? {} : { target }) };
  return readOnce(placeOf(settings), JSON.stringify([options, sha256]), (bytes) => {
    requireBytes(path, bytes, sha256);
    return readCsv(bytes.toString('utf8'), options);
  });
}
