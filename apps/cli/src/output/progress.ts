import type { EpochEvent, MetricRow, StartedEvent, StepEvent } from '@convlab/training';
import { SingleBar } from 'cli-progress';

/** Shows how a training goes on. */
export interface Progress {
  started(event: StartedEvent): void;
  step(event: StepEvent): void;
  epoch(event: EpochEvent): void;
  /** Ends the display; nothing may be shown after it. */
  stop(): void;
}

/** A progress bar on a terminal, a line for each epoch elsewhere; both on standard error, so that results can be piped. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? barProgress(stream) : lineProgress(stream);
}

/** Shows nothing. */
export const noProgress: Progress = { started: () => {}, step: () => {}, epoch: () => {}, stop: () => {} };

function barProgress(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: 'epoch {epoch}/{epochs} {bar} {percentage}% | {eta_formatted} left | {summary}',
    stream,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
  });
  let summary = '';
  let epochs = 0;
  return {
    started: ({ epoch, plannedEpochs, stepsPerEpoch }) => {
      epochs = plannedEpochs;
      bar.start(plannedEpochs * stepsPerEpoch, epoch * stepsPerEpoch, { epoch: epoch + 1, epochs, summary });
    },
    step: ({ step, epoch, loss }) => {
      bar.update(step, { epoch, epochs, summary: summary === '' ? `loss ${number(loss)}` : summary });
    },
    epoch: ({ step, epoch, metrics }) => {
      summary = summarize(metrics);
      bar.update(step, { epoch, epochs, summary });
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(stream: NodeJS.WriteStream): Progress {
  let epochs = 0;
  return {
    started: ({ plannedEpochs, numWeights, numExamples, backend }) => {
      epochs = plannedEpochs;
      stream.write(
        `${numWeights.toLocaleString('en')} weights, ${numExamples.train} training and ${numExamples.validation} validation examples, ` +
          `computed by ${backend.name}\n`,
      );
    },
    step: () => {},
    epoch: ({ epoch, metrics, durationMs, best }) => {
      stream.write(
        `epoch ${epoch}/${epochs}  ${summarize(metrics)}  ${(durationMs / 1000).toFixed(1)} s${best ? '  best' : ''}\n`,
      );
    },
    stop: () => {},
  };
}

/** The numbers that matter at a glance: clean training and validation loss, and the first validation metric. */
function summarize(metrics: MetricRow): string {
  const shown = [
    'trainEval/loss',
    'validation/loss',
    ...Object.keys(metrics)
      .filter((name) => /^validation\/(?!loss)/.test(name))
      .slice(0, 1),
  ];
  return shown
    .filter((name) => name in metrics)
    .map((name) => `${name} ${number(metrics[name])}`)
    .join('  ');
}

function number(value: number | null | undefined): string {
  return value === null || value === undefined ? 'not a number' : value.toPrecision(4);
}
