import type { ExperimentResult } from '@convlab/experiments';
import type { RunSummary } from '@convlab/store';
import { SingleBar } from 'cli-progress';

/** Shows how an experiment of many runs goes on. */
export interface ExperimentProgress {
  update(result: ExperimentResult, running: readonly RunSummary[]): void;
  /** Ends the display; nothing may be shown after it. */
  stop(): void;
}

/** Shows nothing. */
export const noExperimentProgress: ExperimentProgress = { update: () => {}, stop: () => {} };

/** A progress bar on a terminal, a line for each run that ends elsewhere; both on standard error. */
export function createExperimentProgress(stream: NodeJS.WriteStream): ExperimentProgress {
  return stream.isTTY ? barProgress(stream) : lineProgress(stream);
}

function barProgress(stream: NodeJS.WriteStream): ExperimentProgress {
  const bar = new SingleBar({
    format: '{over}/{total} runs {bar} {percentage}% | {eta_formatted} left | {summary}',
    stream,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
  });
  let begun = false;
  return {
    update: (result, running) => {
      const { total, finished, failed } = result.progress;
      const shares = running.map(({ epoch, plannedEpochs }) => epoch / Math.max(1, plannedEpochs ?? 1));
      const done = finished + failed + shares.reduce((sum, share) => sum + share, 0);
      const payload = { over: finished + failed, total, summary: summaryOf(result) };
      // In hundredths of runs, so that it moves while they train.
      if (!begun) bar.start(100 * total, Math.round(100 * done), payload);
      begun = true;
      bar.setTotal(100 * total);
      bar.update(Math.round(100 * done), payload);
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(stream: NodeJS.WriteStream): ExperimentProgress {
  let before = -1;
  return {
    update: (result) => {
      const { total, finished, failed } = result.progress;
      const over = finished + failed;
      if (over === before) return;
      before = over;
      stream.write(`${over}/${total} runs  ${summaryOf(result)}\n`);
    },
    stop: () => {},
  };
}

/** The stage in progress, the best so far, and what failed. */
function summaryOf({ stages, search, progress }: ExperimentResult): string {
  const stage = stages.find(({ total, finished, failed }) => finished + failed < total);
  const best = search?.best;
  return [
    ...(stage === undefined ? [] : [`${stage.stage} ${stage.finished + stage.failed}/${stage.total}`]),
    ...(best?.value === undefined || best.value === null
      ? []
      : [`best error ${best.value.toPrecision(4)} in trial ${best.number + 1}`]),
    ...(progress.failed === 0 ? [] : [`${progress.failed} failed`]),
  ].join('  ');
}
