import { setTimeout as sleep } from 'node:timers/promises';
import { ConvlabError, isConvlabError, serializeError, type SerializedError } from '@convlab/core';
import type { StepEvent } from '@convlab/training';
import { isPassing } from '../_internal/transact.ts';
import type { StoreLogger } from '../database/database.ts';
import type { ChildMessage, TrainingRequest } from '../protocol/protocol.ts';
import type { Lease } from '../run-writer/claim.ts';
import { TrainingProcess, type ChildOptions, type ProcessEnd } from './training-process.ts';

/** Progress is stored this often at most: each time costs a transaction, on cores that train. */
const FLUSH_MS = 1_000;

/** How a training process and what it reported came to an end. */
export type SessionEnd =
  /** The run has its final state, or is paused. */
  | { readonly type: 'settled' }
  /** Somebody else has the run now. */
  | { readonly type: 'lost' }
  /** The process ended without a last word. */
  | { readonly type: 'ended'; readonly end: ProcessEnd }
  /** What it reported cannot be stored. */
  | { readonly type: 'refused'; readonly error: SerializedError };

/** What a session needs besides its lease. */
export interface SessionOptions {
  readonly child: ChildOptions;
  readonly logger: StoreLogger;
  /** How long a process may take to end after it was asked to. */
  readonly graceMs: number;
  /** Gives up waiting for the database. */
  readonly abandon: AbortSignal;
}

/** One training process at work: it reports, we store in order and say so. */
export class TrainingSession {
  readonly #lease: Lease;
  readonly #options: SessionOptions;
  readonly #process: TrainingProcess;
  #writes: Promise<void> = Promise.resolve();
  #steps: { id: number; event: StepEvent }[] = [];
  #flushTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #outcome: SessionEnd | undefined;
  #requested: TrainingRequest | undefined;

  constructor(lease: Lease, options: SessionOptions) {
    this.#lease = lease;
    this.#options = options;
    this.#process = new TrainingProcess(options.child, (message) => this.#take(message));
    const { writer: _writer, request: _request, plannedEpochs: _plannedEpochs, ...order } = lease;
    this.#process.send({ type: 'run', ...order });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Asks the process to end; one that does not within the time of grace is ended. */
  request(request: TrainingRequest): void {
    if (this.#requested === request) return;
    this.#requested = request;
    this.#process.send({ type: request });
    this.#graceTimer ??= setTimeout(() => this.#process.kill(), this.#options.graceMs);
  }

  kill(): void {
    this.#process.kill();
  }

  /** Resolves when the process is gone and everything it reported is stored or refused. */
  async ended(): Promise<SessionEnd> {
    const end = await this.#process.ended;
    clearTimeout(this.#graceTimer);
    this.#flush();
    await this.#writes;
    return this.#outcome ?? { type: 'ended', end };
  }

  #take({ id, report }: ChildMessage): void {
    const { writer } = this.#lease;
    switch (report.type) {
      case 'event':
        if (report.event.type === 'step') {
          this.#takeStep(id, report.event);
        } else {
          const { event } = report;
          this.#store([id], () => writer.started(event));
        }
        break;
      case 'epoch': {
        const { type: _type, event, ...parts } = report;
        this.#flush();
        this.#store([id], () => writer.epoch(event, parts));
        break;
      }
      case 'finished': {
        const { event, report: judgement, testMetrics, bestCheckpoint, artifacts } = report;
        const best = bestCheckpoint === undefined ? {} : { best: bestCheckpoint };
        this.#settle(id, () =>
          writer.finished({ event, report: judgement, testMetrics, artifacts: { ...artifacts, ...best } }),
        );
        break;
      }
      case 'paused':
        this.#settle(id, () => writer.interrupted({ step: report.step, data: report.checkpoint }));
        break;
      case 'failed':
        this.#settle(id, () => writer.failed(report.error));
        break;
    }
  }

  #takeStep(id: number, event: StepEvent): void {
    this.#steps.push({ id, event });
    this.#flushTimer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  #flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    const steps = this.#steps;
    if (steps.length === 0) return;
    this.#steps = [];
    this.#store(
      steps.map(({ id }) => id),
      () => this.#lease.writer.steps(steps.map(({ event }) => event)),
    );
  }

  #settle(id: number, write: () => Promise<void>): void {
    this.#flush();
    this.#store([id], async () => {
      await write();
      this.#outcome = { type: 'settled' };
      // It has had its last word; a process that lingers would hold the slot.
      this.#graceTimer ??= setTimeout(() => this.#process.kill(), this.#options.graceMs);
    });
  }

  /** Writes in the order of the reports, and answers each when it is stored. */
  #store(ids: readonly number[], write: () => Promise<void>): void {
    this.#writes = this.#writes.then(async () => {
      if (this.#outcome !== undefined) return;
      try {
        await persist(write, this.#options);
        this.#process.send({ type: 'stored', ids });
      } catch (error) {
        this.#refuse(ids, error);
      }
    });
  }

  #refuse(ids: readonly number[], error: unknown): void {
    const lost =
      this.#options.abandon.aborted || (isConvlabError(error) && error.code === 'E_RUN_LEASE_LOST');
    const serialized = isConvlabError(error) ? error.toJSON() : storeFailure(error).toJSON();
    this.#outcome = lost ? { type: 'lost' } : { type: 'refused', error: serialized };
    if (!lost)
      this.#options.logger.error({ err: error, runId: this.#lease.runId }, 'A report could not be stored');
    this.#process.send({ type: 'refused', ids, error: serialized });
    this.kill();
  }
}

/** Writes, and again for as long as the database is away: the training waits at its next epoch. */
export async function persist<Result>(
  write: () => Promise<Result>,
  { abandon, logger }: { readonly abandon: AbortSignal; readonly logger: StoreLogger },
): Promise<Result> {
  for (let delay = 100; ; delay = Math.min(delay * 2, 2_000)) {
    try {
      return await write();
    } catch (error) {
      if (abandon.aborted || !isPassing(error)) throw error;
      logger.warn({ err: serializeError(error) }, 'The database does not take a write; it is tried again');
      await sleep(delay, undefined, { signal: abandon }).catch(() => undefined);
    }
  }
}

function storeFailure(error: unknown): ConvlabError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new ConvlabError({
    code: 'E_STORE_WRITE',
    message: 'The database refused what the training reported',
    received: cause instanceof Error ? cause.message : String(cause),
    cause: error,
  });
}
