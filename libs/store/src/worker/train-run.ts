import { setTimeout as sleep } from 'node:timers/promises';
import { ConvlabError, isConvlabError, serializeError } from '@convlab/core';
import type { Database, StoreLogger } from '../database/database.ts';
import type { DataEvent } from '../model/model.ts';
import type { TrainingRequest } from '../protocol/protocol.ts';
import { claimRun, type Lease } from '../run-writer/claim.ts';
import { persist, TrainingSession, type SessionEnd } from './session.ts';
import type { ChildOptions, ProcessEnd } from './training-process.ts';

/** A run whose training is about to start. */
export interface PrepareJob {
  readonly runId: string;
  readonly spec: unknown;
  /** Aborted when the run is stopped, paused or given back. */
  readonly signal: AbortSignal;
  /** Tells everybody who follows the run; wait for one before the next. */
  report(event: DataEvent): Promise<void>;
}

/** Gets ready what a training needs on this machine; asked again when the database was away meanwhile. */
export type Prepare = (job: PrepareJob) => Promise<void>;

/** What training needs of its worker. */
export interface TrainContext {
  readonly database: Database;
  readonly workerId: string;
  readonly child: ChildOptions;
  readonly prepare?: Prepare;
  readonly logger: StoreLogger;
  readonly graceMs: number;
  /** How often a process may die without finishing an epoch in between. */
  readonly maxCrashes: number;
}

/** An end after which the run's state is still to be written. */
type OpenEnd = Extract<SessionEnd, { type: 'ended' | 'refused' }>;

/** One job of the queue while a worker has it. */
export class RunJobExecution {
  readonly runId: string;
  readonly #context: TrainContext;
  readonly #jobId: string;
  readonly #abandon = new AbortController();
  /** Ends the preparation. */
  readonly #interrupt = new AbortController();
  #session: TrainingSession | undefined;
  #request: TrainingRequest | 'release' | undefined;

  constructor(context: TrainContext, runId: string, jobId: string) {
    this.#context = context;
    this.runId = runId;
    this.#jobId = jobId;
  }

  /** The training process, if one runs. */
  get pid(): number | undefined {
    return this.#session?.pid;
  }

  /** The user asks the training to end. */
  request(request: TrainingRequest): void {
    this.#request = request;
    this.#interrupt.abort();
    this.#session?.request(request);
  }

  /** This worker ends: the run waits for another, from its last checkpoint. */
  release(): void {
    this.#request = 'release';
    this.#interrupt.abort();
    this.#session?.kill();
  }

  /** Somebody else has the job: nothing more may be written. */
  abandon(): void {
    this.#abandon.abort();
    this.#interrupt.abort();
    this.#session?.kill();
  }

  /** Trains until the run is over, interrupted or taken over. */
  async train(): Promise<void> {
    const { database, workerId } = this.#context;
    for (;;) {
      const lease = await this.#persist(() =>
        claimRun(database, { runId: this.runId, jobId: this.#jobId, workerId }),
      );
      if (lease === undefined) return;
      if (lease.request !== null) this.#request ??= lease.request;
      const end = this.#request === undefined ? await this.#prepareAndRun(lease) : undefined;
      if (end?.type === 'settled' || end?.type === 'lost') return;
      if (await this.#conclude(lease, end)) return;
    }
  }

  /** `undefined` when it was interrupted before there was a process. */
  async #prepareAndRun(lease: Lease): Promise<SessionEnd | undefined> {
    const refused = await this.#prepare(lease);
    if (refused !== undefined) return refused;
    return this.#interrupt.signal.aborted ? undefined : this.#runProcess(lease);
  }

  async #prepare({ runId, spec, writer }: Lease): Promise<SessionEnd | undefined> {
    const { prepare } = this.#context;
    if (prepare === undefined) return undefined;
    const { signal } = this.#interrupt;
    try {
      await this.#persist(() => prepare({ runId, spec, signal, report: (event) => writer.fetching(event) }));
      return undefined;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (isConvlabError(error) && error.code === 'E_RUN_LEASE_LOST') return { type: 'lost' };
      return { type: 'refused', error: serializeError(error) };
    }
  }

  async #runProcess(lease: Lease): Promise<SessionEnd> {
    const { child, logger, graceMs } = this.#context;
    const session = new TrainingSession(lease, { child, logger, graceMs, abandon: this.#abandon.signal });
    this.#session = session;
    // Asked for while the process was being started.
    if (this.#request === 'stop' || this.#request === 'pause') session.request(this.#request);
    else if (this.#request === 'release' || this.#abandon.signal.aborted) session.kill();
    const end = await session.ended();
    this.#session = undefined;
    return end;
  }

  /** Puts down how it ended; false when it is to be tried again. */
  async #conclude({ writer }: Lease, end: OpenEnd | undefined): Promise<boolean> {
    if (this.#abandon.signal.aborted) return true;
    if (end?.type === 'refused') {
      await this.#persist(() => writer.failed(end.error));
      return true;
    }
    if (this.#request === 'stop') {
      await this.#persist(() => writer.stopped());
      return true;
    }
    if (this.#request !== undefined) {
      await this.#persist(() => writer.interrupted());
      return true;
    }
    if (end === undefined) return false;
    const failure = await this.#failureOf(writer, end.end);
    if (failure === undefined) return false;
    await this.#persist(() => writer.failed(failure.toJSON()));
    return true;
  }

  /** Why the process that ended cannot be replaced; `undefined` when it can. */
  async #failureOf(writer: Lease['writer'], end: ProcessEnd): Promise<ConvlabError | undefined> {
    if (end.overMemoryMb !== undefined) return tooMuchMemory(end, this.#context.child.memoryLimitMb ?? 0);
    if (end.exitCode === 0) return endedEarly(end);
    const crashes = await this.#persist(() => writer.crashed());
    this.#context.logger.warn(
      { runId: this.runId, crashes, ...end },
      'A training process died; it is started again from the last checkpoint',
    );
    if (crashes > this.#context.maxCrashes) return childDied(end, crashes);
    await sleep(Math.min(50 * 2 ** crashes, 2_000));
    return undefined;
  }

  #persist<Result>(write: () => Promise<Result>): Promise<Result> {
    return persist(write, { abandon: this.#abandon.signal, logger: this.#context.logger });
  }
}

function childDied(end: ProcessEnd, crashes: number): ConvlabError {
  return new ConvlabError({
    code: 'E_WORKER_CHILD_DIED',
    message: `The training process died ${crashes} times without finishing an epoch, last ${howItEnded(end)}`,
    received: end.startError?.message ?? end.lastWords.join('\n'),
    expected: 'a process that finishes an epoch',
    hint:
      end.signal === 'SIGKILL'
        ? 'The system may have ended it for want of memory: try a smaller batch or network.'
        : 'What it last wrote is shown as received.',
  });
}

function howItEnded({ signal, exitCode, startError }: ProcessEnd): string {
  if (startError !== undefined) return 'before it was started';
  return signal === null ? `with exit code ${exitCode}` : `by ${signal}`;
}

function endedEarly(end: ProcessEnd): ConvlabError {
  return new ConvlabError({
    code: 'E_WORKER_CHILD_ENDED',
    message: 'The training process ended without saying how the training went',
    received: end.lastWords.join('\n'),
    expected: 'a last report: finished, paused or failed',
  });
}

function tooMuchMemory({ overMemoryMb }: ProcessEnd, limitMb: number): ConvlabError {
  return new ConvlabError({
    code: 'E_WORKER_MEMORY',
    message: 'The training process took more memory than it may',
    received: `${overMemoryMb ?? 0} MiB`,
    expected: `at most ${limitMb} MiB`,
    hint: 'Choose a smaller batch or network, or give the worker a higher limit.',
  });
}
