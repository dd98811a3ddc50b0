import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { RUN_TABLES, type RunTable, type TableFormat } from '@convlab/workbench';
import { withAccess, withPlace, type PlaceOptions } from '../access/open-access.ts';

interface ExportOptions extends PlaceOptions {
  readonly table: RunTable;
  readonly format: TableFormat;
  readonly output?: string;
}

/** `convlab export-metrics RUN`: its metrics at full resolution. */
export function exportMetricsCommand(): Command {
  return withPlace(new Command('export-metrics'))
    .description('Write the metrics of a run at full resolution.')
    .argument('<run>', 'its id')
    .addOption(
      new Option(
        '--table <table>',
        'a row per epoch, every value within epochs, or classes of validation examples',
      )
        .choices(RUN_TABLES)
        .default('epochs'),
    )
    .addOption(new Option('--format <format>', 'how it is written').choices(['csv', 'json']).default('csv'))
    .option('--output <file>', 'a file in place of standard output')
    .action(async (id: string, { table, format, output, ...place }: ExportOptions) => {
      await withAccess(place, async (access) => {
        const rows = Readable.from(access.table(id, table, format));
        if (output === undefined) await pipeline(rows, process.stdout, { end: false });
        else await pipeline(rows, createWriteStream(output));
      });
    });
}
