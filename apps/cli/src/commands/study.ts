import { ConvlabError, type PluginRef, type Registry, type StudyBudget } from '@convlab/core';
import { requireExperiment, studyExperiment } from '@convlab/experiments';
import { loadRegistry, type Workbench } from '@convlab/workbench';
import { Command, Option } from 'commander';
import { wholeNumber } from '../access/open-access.ts';
import { createExperimentProgress, noExperimentProgress } from '../output/experiment-progress.ts';
import { print, type JsonOption } from '../output/print.ts';
import { studyLines, studyListLines, studySummaryLines, type StudyListing } from '../output/study.ts';
import {
  runInWorkbench,
  withWorkbench,
  type ExperimentOutput,
  type ExperimentRunOptions,
} from './run-experiment.ts';

interface StudyOptions extends ExperimentRunOptions, JsonOption {
  readonly budget: StudyBudget;
  readonly list?: true;
  readonly all?: true;
}

/** `convlab study NAME`: runs the trainings of a study and judges its claim by the rule that was written before. */
export function studyCommand(signal: AbortSignal): Command {
  return new Command('study')
    .description('Test a claim by training: run a study and judge it by the rule that was written before.')
    .argument('[name]', 'the study, for example degradation')
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
    .action(async (name: string | undefined, options: StudyOptions) => {
      const { registry } = await loadRegistry(process.cwd());
      if (options.list === true) {
        const listing = listingOf(registry);
        print(options, listing, () => studyListLines(listing));
        return;
      }
      await runStudies(namesOf(name, options, registry), registry, options, signal);
    });
}

function listingOf(registry: Registry): readonly StudyListing[] {
  return registry.plugins('study').map(({ id, title }) => {
    const { claim } = registry.create('study', id);
    return { id, title, claim };
  });
}

function namesOf(name: string | undefined, { all }: StudyOptions, registry: Registry): readonly string[] {
  if (all === true) return registry.plugins('study').map(({ id }) => id);
  if (name !== undefined) return [name];
  throw new ConvlabError({
    code: 'E_CLI_STUDY',
    message: 'No study was named',
    expected: 'the name of a study, --all, or --list',
    hint: 'npx convlab study --list',
  });
}

async function runStudies(
  names: readonly string[],
  registry: Registry,
  options: StudyOptions,
  signal: AbortSignal,
): Promise<void> {
  const outputs = await withWorkbench(options, async (workbench) => {
    const made: ExperimentOutput[] = [];
    for (const name of names) {
      if (signal.aborted) break;
      const output = await runStudy(workbench, name, registry, options, signal);
      made.push(output);
      if (names.length > 1 && options.json !== true)
        process.stdout.write(`${studyLines(output).join('\n')}\n\n`);
    }
    return made;
  });
  const [only] = outputs;
  print(options, names.length === 1 ? only : outputs, () =>
    names.length === 1 && only !== undefined ? studyLines(only) : studySummaryLines(outputs),
  );
  if (outputs.some(({ result }) => result.status === 'failed')) process.exitCode = 1;
}

async function runStudy(
  workbench: Workbench,
  name: PluginRef,
  registry: Registry,
  { budget, json }: StudyOptions,
  signal: AbortSignal,
): Promise<ExperimentOutput> {
  const experiment = requireExperiment(studyExperiment(name, budget, registry), registry);
  const progress = json === true ? noExperimentProgress : createExperimentProgress(process.stderr);
  if (json !== true) process.stderr.write(`${experiment.spec.name ?? ''} (${budget})\n`);
  return runInWorkbench(workbench, experiment, progress, signal);
}
