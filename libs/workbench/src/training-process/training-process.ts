import { judgeRun, prepareTraining, requireExperiment, runResults } from '@convlab/experiments';
import { serveTraining, type TrainingJob } from '@convlab/store';
import { train, type StartedEvent } from '@convlab/training';
import { selectBackend } from '../backend/select-backend.ts';
import { requireMemory } from '../memory/require-memory.ts';
import { loadRegistry } from '../registry/load-registry.ts';

/* The module that a worker forks: it trains one run and ends. It knows no database; its parent stores what it reports. */
serveTraining(trainRun);

async function trainRun(job: TrainingJob): Promise<void> {
  const { registry } = await loadRegistry(process.cwd());
  const experiment = requireExperiment(job.spec, registry);
  const backend = await selectBackend();
  requireMemory(experiment, registry);
  const { setup } = await prepareTraining(experiment, registry, backend);
  let started: StartedEvent | undefined;
  const { event, history, model, judged, stopped } = await train(setup, {
    signal: job.signal,
    observeLayers: true,
    keepPredictions: true,
    ...(job.checkpoint === undefined ? {} : { checkpoint: job.checkpoint }),
    ...(job.initial === undefined ? {} : { initial: job.initial }),
    listener: {
      progress: (each) => {
        if (each.type === 'started') started = each;
        // A report that is refused ends the training at its next epoch; there is nobody to tell before.
        job.emit({ type: 'event', event: each }).catch(() => undefined);
      },
      epoch: async (each, files, seen) => {
        const checkpoint = await files.checkpoint();
        const best = each.best ? { bestCheckpoint: await files.model() } : {};
        await job.emit({ type: 'epoch', event: each, checkpoint, ...best, ...seen });
      },
    },
  });
  if (stopped !== undefined && job.signal.reason === 'pause') {
    await job.emit({ type: 'paused', ...stopped });
    return;
  }
  const report =
    started === undefined
      ? undefined
      : judgeRun({ started, rows: history, reason: event.reason, spec: experiment.spec }, registry);
  const { testMetrics, artifacts } = runResults(experiment, registry, judged);
  await job.emit({
    type: 'finished',
    event,
    report,
    bestCheckpoint: model,
    ...(testMetrics === undefined ? {} : { testMetrics }),
    // A training that was stopped was judged on nothing.
    ...(event.reason === 'stopped' ? {} : { artifacts }),
  });
}
