import {
  experimentKind,
  judgeRun,
  prepareTraining,
  requireExperiment,
  runResults,
  specHash,
  type ResolvedExperiment,
} from '@convlab/experiments';
import { train, type StartedEvent } from '@convlab/training';
import { loadRegistry, selectBackend, type LoadedRegistry } from '@convlab/workbench';
import { Command } from 'commander';
import { wholeNumber } from '../access/open-access.ts';
import { createExperimentProgress, noExperimentProgress } from '../output/experiment-progress.ts';
import { experimentLines } from '../output/experiment-result.ts';
import { print, type JsonOption } from '../output/print.ts';
import { reportProblems } from '../output/problems.ts';
import { createProgress, noProgress, type Progress } from '../output/progress.ts';
import { resultLines, type RunOutput } from '../output/result.ts';
import { readSpec } from './read-spec.ts';
import { runInStore, sayHowToGoOn, type ExperimentRunOptions } from './run-experiment.ts';

interface RunOptions extends ExperimentRunOptions, JsonOption {}

/**
 * `convlab run FILE`: runs the experiment of a JSON file.
 *
 * One training happens in this process; many, or any that are to be kept, go through a store with several processes.
 */
export function runCommand(signal: AbortSignal): Command {
  return new Command('run')
    .description('Run the experiment in a JSON file, and judge how well it generalizes.')
    .argument('<file>', 'the experiment, for example examples/digits.json')
    .option('--store <folder>', 'a data folder to keep the runs in, and to go on from after an interruption')
    .option('--slots <number>', 'runs at a time; one per core when left out', wholeNumber(1, 1024))
    .option('--json', 'print the result as JSON on standard output, and nothing else')
    .action(async (file: string, options: RunOptions) => {
      const installed = await loadRegistry(process.cwd());
      reportProblems(installed);
      const experiment = requireExperiment(await readSpec(file), installed.registry);
      const kind = experimentKind(experiment.spec, installed.registry);
      if (kind !== 'single' || options.store !== undefined) await runMany(experiment, options, signal);
      else await runOne(experiment, installed, options, signal);
    });
}

async function runOne(
  experiment: ResolvedExperiment,
  installed: LoadedRegistry,
  options: RunOptions,
  signal: AbortSignal,
): Promise<void> {
  const progress = options.json === true ? noProgress : createProgress(process.stderr);
  const output = await runExperiment(experiment, installed, progress, signal);
  print(options, output, () => resultLines(output));
}

async function runMany(
  experiment: ResolvedExperiment,
  options: RunOptions,
  signal: AbortSignal,
): Promise<void> {
  const progress = options.json === true ? noExperimentProgress : createExperimentProgress(process.stderr);
  const output = await runInStore(experiment, options, progress, signal);
  print(options, output, () => experimentLines(output));
  if (output.result.status === 'failed') process.exitCode = 1;
  if (output.interrupted) sayHowToGoOn(options);
}

async function runExperiment(
  experiment: ResolvedExperiment,
  { registry }: LoadedRegistry,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunOutput> {
  const began = performance.now();
  const backend = await selectBackend();
  const { setup } = await prepareTraining(experiment, registry, backend);
  let started: StartedEvent | undefined;
  try {
    const { event, history, judged } = await train(setup, {
      signal,
      listener: {
        progress: (each) => {
          if (each.type === 'step') return progress.step(each);
          started = each;
          progress.started(each);
        },
        epoch: (each) => Promise.resolve(progress.epoch(each)),
      },
    });
    if (started === undefined) throw new Error('The training ended without having started.');
    const { spec } = experiment;
    const { testMetrics } = runResults(experiment, registry, judged);
    return {
      name: spec.name ?? '',
      specHash: await specHash(spec),
      backend,
      reason: event.reason,
      epochs: event.epoch,
      bestEpoch: event.bestEpoch,
      bestMetrics: event.bestMetrics,
      ...(testMetrics === undefined ? {} : { testMetrics }),
      history,
      report: judgeRun({ started, rows: history, reason: event.reason, spec }, registry),
      durationMs: performance.now() - began,
    };
  } finally {
    progress.stop();
  }
}
