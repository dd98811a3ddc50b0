import {
  judgeRun,
  prepareTraining,
  requireExperiment,
  specHash,
  type ResolvedExperiment,
} from '@convlab/experiments';
import type { GeneralizationReport } from '@convlab/evaluation';
import { train, type StartedEvent, type TrainingResult } from '@convlab/training';
import { loadRegistry, selectBackend, type LoadedRegistry } from '@convlab/workbench';
import { Command } from 'commander';
import { createProgress, noProgress, type Progress } from '../output/progress.ts';
import { printResult } from '../output/result.ts';
import { readSpec } from './read-spec.ts';

interface RunOptions {
  readonly json?: true;
}

/** What `convlab run --json` prints. */
export interface RunOutput {
  readonly name: string;
  /** Identity of the complete experiment; runs with the same hash give the same numbers. */
  readonly specHash: string;
  readonly backend: StartedEvent['backend'];
  readonly reason: TrainingResult['event']['reason'];
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly bestMetrics: TrainingResult['event']['bestMetrics'];
  /** The metric row of every epoch. */
  readonly history: TrainingResult['history'];
  readonly report: GeneralizationReport;
  readonly durationMs: number;
}

/** `convlab run FILE`: trains the experiment of a JSON file in this process. */
export function runCommand(signal: AbortSignal): Command {
  return new Command('run')
    .description('Train the experiment in a JSON file, and judge how well it generalizes.')
    .argument('<file>', 'the experiment, for example examples/digits.json')
    .option('--json', 'print the result as JSON on standard output, and nothing else')
    .action(async (file: string, options: RunOptions) => {
      const installed = await loadRegistry(process.cwd());
      reportProblems(installed);
      const experiment = requireExperiment(await readSpec(file), installed.registry);
      const progress = options.json === true ? noProgress : createProgress(process.stderr);
      const output = await runExperiment(experiment, installed, progress, signal);
      if (options.json === true) process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
      else printResult(output, process.stdout);
    });
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
    const { event, history } = await train(setup, {
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
    return {
      name: spec.name ?? '',
      specHash: await specHash(spec),
      backend,
      reason: event.reason,
      epochs: event.epoch,
      bestEpoch: event.bestEpoch,
      bestMetrics: event.bestMetrics,
      history,
      report: judgeRun({ started, rows: history, reason: event.reason, spec }),
      durationMs: performance.now() - began,
    };
  } finally {
    progress.stop();
  }
}

function reportProblems({ problems }: LoadedRegistry): void {
  for (const { source, error } of problems) {
    process.stderr.write(`convlab: ${source} was not loaded: ${error.message} (${error.code})\n`);
  }
}
