import { Command, Option } from 'commander';
import { wholeNumber, withAccess, withPlace, type PlaceOptions } from '../access/open-access.ts';
import { print, type JsonOption } from '../output/print.ts';
import { comparisonLines, detailLines, runLines } from '../output/runs.ts';

const STATUSES = [
  'queued',
  'running',
  'paused',
  'lost',
  'finished',
  'stopped-early',
  'stopped',
  'failed',
] as const;

interface ListOptions extends PlaceOptions, JsonOption {
  readonly status?: readonly (typeof STATUSES)[number][];
  readonly project?: string;
  readonly search?: string;
  readonly tag?: readonly string[];
  readonly archived?: true;
  readonly sort: string;
  readonly ascending?: true;
  readonly limit: number;
}

/** `convlab runs`: a table of runs. */
export function runsCommand(): Command {
  return withPlace(new Command('runs'))
    .description('List runs, the newest first.')
    .addOption(new Option('--status <status...>', 'only runs in these states').choices(STATUSES))
    .option('--project <name>', 'only runs of this project')
    .option('--search <text>', 'only runs with this in their name, or whose id begins so')
    .option('--tag <tag...>', 'only runs with all these tags')
    .option('--archived', 'the archive instead')
    .option(
      '--sort <key>',
      'created, name, duration, best, or a metric such as validation/accuracy',
      'created',
    )
    .option('--ascending', 'the smallest first')
    .option('--limit <number>', 'how many at most', wholeNumber(1, 1000), 20)
    .option('--json', 'print JSON')
    .action(async (options: ListOptions) => {
      const page = await withAccess(options, (access) => access.list(queryOf(options)));
      print(options, page, () => [
        ...runLines(page.items),
        ...(page.nextCursor ? [`There are more; ask for them with --limit.`] : []),
      ]);
    });
}

function queryOf({ status, project, search, tag, archived, sort, ascending, limit }: ListOptions) {
  const isKey = (text: string): text is 'created' | 'name' | 'duration' | 'best' =>
    ['created', 'name', 'duration', 'best'].includes(text);
  return {
    limit,
    archived: archived === true,
    sort: {
      by: isKey(sort) ? sort : { metric: sort },
      direction: ascending === true ? ('ascending' as const) : ('descending' as const),
    },
    ...(status === undefined ? {} : { status }),
    ...(project === undefined ? {} : { project }),
    ...(search === undefined ? {} : { search }),
    ...(tag === undefined ? {} : { tags: tag }),
  };
}

/** `convlab show RUN`: how a run went. */
export function showCommand(): Command {
  return withPlace(new Command('show'))
    .description('Show how a run went: its state, verdict and metrics.')
    .argument('<run>', 'its id')
    .option('--json', 'print JSON, with the whole experiment and every epoch')
    .action(async (id: string, options: PlaceOptions & JsonOption) => {
      const details = await withAccess(options, (access) => access.get(id));
      print(options, details, () => detailLines(details));
    });
}

/** `convlab compare RUN…`: runs side by side. */
export function compareCommand(): Command {
  return withPlace(new Command('compare'))
    .description('Compare runs: where their experiments differ, and every metric at each one’s best epoch.')
    .argument('<runs...>', 'two ids or more')
    .option('--json', 'print JSON')
    .action(async (ids: string[], options: PlaceOptions & JsonOption) => {
      const runs = await withAccess(options, (access) => Promise.all(ids.map((id) => access.get(id))));
      print(options, runs, () => comparisonLines(runs));
    });
}
