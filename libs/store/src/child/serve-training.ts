import { Worker } from 'node:worker_threads';
import { ConvlabError, serializeError } from '@convlab/core';
import type {
  ChildMessage,
  ParentMessage,
  RunOrder,
  TrainingReport,
  TrainingRequest,
} from '../protocol/protocol.ts';

/** A run to be trained in this process. */
export interface TrainingJob extends RunOrder {
  /** Aborted when the training is to end; its reason is `stop` or `pause`. */
  readonly signal: AbortSignal;
  /**
   * Reports; resolves when the report is stored, so that awaiting epochs keeps a fast training from running ahead of a slow
   * database. Progress is stored in batches: do not wait for it.
   *
   * @throws {ConvlabError} what the store refused the report for.
   */
  emit(report: TrainingReport): Promise<void>;
}

/** Trains a run, and reports `finished` (or `paused`) as its last word. */
export type TrainingHandler = (job: TrainingJob) => Promise<void>;

/** How often a process that hangs in a computation looks whether its parent is still there. */
const LOOK_FOR_PARENT_MS = 1_000;

/**
 * Makes this process one that trains for a worker: it takes one order, trains, and ends.
 *
 * It also ends when the worker does, whatever it is doing.
 *
 * @throws {ConvlabError} E_CHILD_ALONE when no worker started this process.
 */
export function serveTraining(handler: TrainingHandler): void {
  const send = process.send?.bind(process);
  if (send === undefined) {
    throw new ConvlabError({
      code: 'E_CHILD_ALONE',
      message: 'A training process was started by hand',
      expected: 'to be started by a worker',
      hint: 'Start a worker, and give it this module.',
    });
  }
  endWithParent();
  const control = new AbortController();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const emit = (report: TrainingReport): Promise<void> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      send({ id: lastId, report } satisfies ChildMessage, (error: Error | null) => {
        if (error !== null) reject(error);
      });
    });

  const answer = (ids: readonly number[], settle: (report: Waiting) => void): void => {
    for (const id of ids) {
      const report = waiting.get(id);
      if (report !== undefined) settle(report);
      waiting.delete(id);
    }
  };

  process.on('message', (message: ParentMessage) => {
    switch (message.type) {
      case 'run':
        void train(handler, { ...message, signal: control.signal, emit });
        break;
      case 'stop':
      case 'pause':
        control.abort(message.type satisfies TrainingRequest);
        break;
      case 'stored':
        answer(message.ids, ({ resolve }) => resolve());
        break;
      case 'refused': {
        const error = new ConvlabError(asInit(message.error));
        answer(message.ids, ({ reject }) => reject(error));
        break;
      }
    }
  });
}

async function train(handler: TrainingHandler, job: TrainingJob): Promise<void> {
  try {
    await handler(job);
  } catch (error) {
    await job.emit({ type: 'failed', error: serializeError(error) }).catch(() => undefined);
  }
  // Without this the open channel would keep the process alive.
  process.exit(0);
}

/** A report that was sent and is not answered yet. */
interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

type Init = ConstructorParameters<typeof ConvlabError>[0];

function asInit({ code, message, hint }: { code: string; message: string; hint?: string }): Init {
  return { code: code as Init['code'], message, ...(hint === undefined ? {} : { hint }) };
}

function endWithParent(): void {
  // The interrupt of a terminal reaches the whole group; the parent decides what becomes of a training.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(1));
  // An endless loop never hears of the disconnection, another thread does.
  const code = `
    const parent = ${process.ppid};
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, ${LOOK_FOR_PARENT_MS});
  `;
  new Worker(code, { eval: true, execArgv: [], stdout: false, stderr: false }).unref();
}
