import { ConvlabError, type Registry, type StudyBudget } from '@convlab/core';
import { requireExperiment, studyExperiment, type ResolvedExperiment } from '@convlab/experiments';
import { loadRegistry, type Workbench } from '@convlab/workbench';
import { Command, Option } from 'commander';
import { wholeNumber } from '../access/open-access.ts';
import { createExperimentProgress, noExperimentProgress } from '../output/experiment-progress.ts';
import { print, type JsonOption } from '../output/print.ts';
import { reportLeftOut, reportProblems } from '../output/problems.ts';
import { studyLines, studyListLines, studySummaryLines, type StudyListing } from '../output/study.ts';
import {
  runInWorkbench,
  sayHowToGoOn,
  withWorkbench,
  type ExperimentOutput,
  type ExperimentRunOptions,
} from './run-experiment.ts';

interface StudyOptions extends ExperimentRunOptions, JsonOption {
  readonly budget: StudyBudget;
  readonly list?: true;
  readonly all?: true;
}

/**
 * `convlab study NAMES…`: runs the trainings of studies and judges each claim by the rule that was written before.
 *
 * A study that cannot be run, or whose trainings all fail, is named and leaves the others alone.
 */
export function studyCommand(signal: AbortSignal): Command {
  return new Command('study')
    .description('Test a claim by training: run a study and judge it by the rule that was written before.')
    .argument('[names...]', 'the studies, for example degradation')
    .addOption(
      new Option(
        '--budget <budget>',
        'what it may cost: under a minute, some minutes, or as much as it needs',
      )
        .choices(['smoke', 'lesson', 'full'])
        .default('lesson'),
    )
    .option('--list', 'print the studies and their claims')
    .option('--all', 'run every study, one after the other')
    .option('--store <folder>', 'a data folder to keep the runs in, and to go on from after an interruption')
    .option('--slots <number>', 'runs at a time; one per core when left out', wholeNumber(1, 1024))
    .option('--json', 'print the result as JSON on standard output, and nothing else')
    .action(async (names: readonly string[], options: StudyOptions) => {
      const installed = await loadRegistry(process.cwd());
      reportProblems(installed);
      const { registry } = installed;
      if (options.list === true) {
        const listing = listingOf(registry);
        print(options, listing, () => studyListLines(listing));
        return;
      }
      await runStudies(idsOf(names, options, registry), registry, options, signal);
    });
}

function listingOf(registry: Registry): readonly StudyListing[] {
  return registry.plugins('study').map(({ id, title }) => {
    const { claim } = registry.create('study', id);
    return { id, title, claim };
  });
}

/** Each of the studies once. */
function idsOf(names: readonly string[], { all }: StudyOptions, registry: Registry): readonly string[] {
  if (all === true) return registry.plugins('study').map(({ id }) => id);
  if (names.length > 0) return [...new Set(names.map((name) => registry.get('study', name).id))];
  throw new ConvlabError({
    code: 'E_CLI_STUDY',
    message: 'No study was named',
    expected: 'names of studies, --all, or --list',
    hint: 'npx convlab study --list',
  });
}

async function runStudies(
  ids: readonly string[],
  registry: Registry,
  options: StudyOptions,
  signal: AbortSignal,
): Promise<void> {
  const several = ids.length > 1;
  // All of them before the first begins: what cannot be run is told at once, and a wrong word makes no folder.
  const experiments = await attemptEach(ids, several, String, (id) =>
    requireExperiment(studyExperiment(id, options.budget, registry), registry),
  );
  const outputs = await withWorkbench(options, (workbench) =>
    attemptEach(experiments, several, nameOf, async (experiment) => {
      if (signal.aborted) return undefined;
      const output = await runStudy(workbench, experiment, options, signal);
      if (several && options.json !== true) process.stdout.write(`${studyLines(output).join('\n')}\n\n`);
      return output;
    }),
  );
  const only = several ? undefined : outputs[0];
  print(options, only ?? outputs, () => (only === undefined ? studySummaryLines(outputs) : studyLines(only)));
  if (outputs.some(({ result }) => result.status === 'failed')) process.exitCode = 1;
  if (signal.aborted) sayHowToGoOn(options);
}

/** What `work` makes of each, one after the other; of several, one that fails is named and left out. */
async function attemptEach<T, R>(
  items: readonly T[],
  several: boolean,
  name: (item: T) => string,
  work: (item: T) => R | undefined | Promise<R | undefined>,
): Promise<readonly R[]> {
  const made: R[] = [];
  for (const item of items) {
    try {
      const result = await work(item);
      if (result !== undefined) made.push(result);
    } catch (error) {
      if (!several) throw error;
      reportLeftOut(name(item), error);
    }
  }
  return made;
}

const nameOf = ({ spec }: ResolvedExperiment): string => spec.name ?? '';

async function runStudy(
  workbench: Workbench,
  experiment: ResolvedExperiment,
  { budget, json }: StudyOptions,
  signal: AbortSignal,
): Promise<ExperimentOutput> {
  const progress = json === true ? noExperimentProgress : createExperimentProgress(process.stderr);
  if (json !== true) process.stderr.write(`${nameOf(experiment)} (${budget})\n`);
  return runInWorkbench(workbench, experiment, progress, signal);
}
