/** A training that only reports: a million updates in {@link EPOCHS} epochs, with what a run of twelve hours tells. */
import { serveTraining, type TrainingJob } from '@convlab/store';

/** Epochs of the run. */
export const EPOCHS = 400;
const STEPS_PER_EPOCH = 2_500;
/** Four reports a second for twelve hours are one for every six updates or so. */
const STEPS_PER_REPORT = 5;
/** Losses fall like this, with a little noise. */
const lossAt = (step: number): number => 2.3 / (1 + step / 20_000) + 0.05 * Math.sin(step * step);

if (process.send !== undefined) serveTraining(report);

async function report(job: TrainingJob): Promise<void> {
  await job.emit({
    type: 'event',
    event: {
      type: 'started',
      epoch: job.epoch,
      plannedEpochs: EPOCHS,
      stepsPerEpoch: STEPS_PER_EPOCH,
      numWeights: 13_754,
      numExamples: { train: 80_000, trainEval: 2_048, validation: 2_048, test: 2_048 },
      task: 'classification',
      majorityShare: 0.1,
      monitor: { name: 'validation/loss', better: 'lower' },
      backend: { name: 'none', reason: 'nothing is computed' },
    },
  });
  for (let epoch = job.epoch + 1; epoch <= EPOCHS && !job.signal.aborted; epoch += 1)
    await reportEpoch(job, epoch);
  await job.emit({
    type: 'finished',
    event: {
      type: 'finished',
      reason: 'completed',
      epoch: EPOCHS,
      bestEpoch: EPOCHS,
      bestMetrics: metricsAt(EPOCHS),
    },
  });
}

async function reportEpoch(job: TrainingJob, epoch: number): Promise<void> {
  const first = (epoch - 1) * STEPS_PER_EPOCH;
  for (let step = STEPS_PER_REPORT; step <= STEPS_PER_EPOCH; step += STEPS_PER_REPORT) {
    const losses = Array.from({ length: STEPS_PER_REPORT }, (_, i) =>
      lossAt(first + step - STEPS_PER_REPORT + 1 + i),
    );
    void job.emit({
      type: 'event',
      event: {
        type: 'step',
        step: first + step,
        epoch,
        loss: lossAt(first + step),
        losses,
        learningRate: 0.1,
        examplesPerSecond: 740 + 20 * Math.sin(step),
        tensors: 212,
        tensorBytes: 18 * 2 ** 20,
        residentBytes: process.memoryUsage.rss(),
      },
    });
  }
  await job.emit({
    type: 'epoch',
    event: {
      type: 'epoch',
      epoch,
      step: first + STEPS_PER_EPOCH,
      metrics: metricsAt(epoch),
      learningRate: 0.1,
      durationMs: 108_000,
      best: true,
    },
  });
}

function metricsAt(epoch: number): Record<string, number> {
  const loss = lossAt(epoch * STEPS_PER_EPOCH);
  const error = Math.min(0.9, Math.max(0.01, loss / 2.6));
  return {
    'train/loss': loss,
    'train/accuracy': 1 - error,
    'trainEval/loss': loss,
    'trainEval/accuracy': 1 - error,
    'validation/loss': 1.1 * loss,
    'validation/accuracy': 1 - 1.1 * error,
  };
}
