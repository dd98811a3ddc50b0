import { ConvlabError, type SerializedError } from '@convlab/core';
import type {
  EpochEvent,
  EpochObservations,
  FinishedEvent,
  LayerHistograms,
  LayersEvent,
  MetricRow,
  StartedEvent,
  StepEvent,
} from '@convlab/training';
import { sql, type SQL } from 'drizzle-orm';
import { enqueue } from '../_internal/enqueue.ts';
import { jsonSafe, toJson } from '../_internal/json.ts';
import { RUN_CHANNEL } from '../_internal/notify.ts';
import { queryRows } from '../_internal/rows.ts';
import { transact } from '../_internal/transact.ts';
import { writeArtifact } from '../artifacts/artifacts.ts';
import type { Database, Tx } from '../database/database.ts';
import type { DataEvent, ProgressEvent, ReportedEvent, RunStatus, StatusEvent } from '../model/model.ts';
import { writePredictions } from '../predictions/predictions.ts';
import { appendPoints, pointsOfStep, type Averages } from '../scalars/pyramid.ts';

/** What a finished run leaves behind. */
export interface Outcome {
  readonly event: FinishedEvent;
  readonly report?: unknown;
  readonly testMetrics?: MetricRow | undefined;
  readonly artifacts?: Readonly<Record<string, Uint8Array>> | undefined;
}

/** What comes with a finished epoch. */
export interface EpochParts extends EpochObservations {
  readonly checkpoint?: Uint8Array;
  readonly bestCheckpoint?: Uint8Array;
}

/** A checkpoint in the middle of an epoch. */
export interface PausePoint {
  readonly step: number;
  readonly data: Uint8Array;
}

/** The row of a run, locked, as far as writing needs it. */
interface LockedRun {
  readonly attempt: number;
  readonly writeSeq: number;
  readonly lastSeq: number;
  readonly epoch: number;
  readonly step: number;
  readonly status: RunStatus;
  readonly request: 'stop' | 'pause' | null;
  readonly priority: number;
  readonly bestEpoch: number | null;
  readonly bestMetrics: MetricRow | null;
}

/**
 * The one who writes what a training reports.
 *
 * Every write names the attempt it belongs to and its own number. So the write of an attempt that somebody else took over is
 * refused, and a write whose answer was lost on the way can be sent again.
 */
export class RunWriter {
  readonly #database: Database;
  readonly #runId: string;
  readonly #attempt: number;
  #averages: Averages;
  #writeSeq = 0;

  constructor(database: Database, runId: string, attempt: number, averages: Averages) {
    this.#database = database;
    this.#runId = runId;
    this.#attempt = attempt;
    this.#averages = averages;
  }

  /** The data are being fetched. */
  fetching(event: DataEvent): Promise<void> {
    return this.#write((tx, run) => this.#update(tx, run, [event], sql`step = ${run.step}`));
  }

  /** The training process is ready. */
  started(event: StartedEvent): Promise<void> {
    return this.#write(async (tx, run) => {
      if (event.epoch !== run.epoch) throw outOfOrder(this.#runId, event.epoch, run.epoch, 'starts');
      await this.#update(
        tx,
        run,
        [event],
        sql`started = ${toJson(event)}::jsonb, planned_epochs = ${event.plannedEpochs}, steps_per_epoch = ${event.stepsPerEpoch}, num_weights = ${event.numWeights}`,
      );
    });
  }

  /** Progress within an epoch. */
  async steps(events: readonly StepEvent[]): Promise<void> {
    let averages = this.#averages;
    await this.#write(async (tx, run) => {
      // A transaction may run twice; the averages must not.
      averages = structuredClone(this.#averages);
      const fresh = events.filter((event) => event.step > run.step);
      const last = fresh.at(-1);
      if (last === undefined) return;
      await this.#update(
        tx,
        run,
        fresh.map(progressOf),
        sql`step = ${last.step}, learning_rate = ${last.learningRate},
          examples_per_second = coalesce(${finite(last.examplesPerSecond)}, examples_per_second)`,
      );
      await appendPoints(tx, this.#runId, fresh.flatMap(pointsOfStep), averages);
    });
    this.#averages = averages;
  }

  /**
   * A finished epoch with the checkpoint that follows it, and what was seen at its end.
   *
   * @throws {ConvlabError} E_RUN_EPOCH when it is not the epoch after the last one.
   */
  epoch(event: EpochEvent, { layers, predictions, ...files }: EpochParts): Promise<void> {
    return this.#write(async (tx, run) => {
      if (event.epoch !== run.epoch + 1) throw outOfOrder(this.#runId, event.epoch, run.epoch + 1, 'reports');
      const metrics = toJson(event.metrics);
      const best = event.best ? sql`, best_epoch = ${event.epoch}, best_metrics = ${metrics}::jsonb` : sql``;
      await this.#update(
        tx,
        run,
        layers === undefined ? [event] : [layersToTell(layers), event],
        sql`epoch = ${event.epoch}, step = ${event.step}, learning_rate = ${event.learningRate}, crashes = 0,
          duration_ms = duration_ms + ${event.durationMs}, last_metrics = ${metrics}::jsonb ${best}`,
      );
      await tx.execute(sql`INSERT INTO convlab.epochs
        (run_id, epoch, step, metrics, learning_rate, duration_ms, best, attempt) VALUES
        (${this.#runId}, ${event.epoch}, ${event.step}, ${metrics}::jsonb, ${event.learningRate}, ${event.durationMs},
         ${event.best}, ${this.#attempt})`);
      await this.#keepHistograms(tx, event.epoch, layers?.histograms ?? []);
      if (predictions !== undefined)
        await writePredictions(this.#database, tx, this.#runId, predictions, event.best);
      if (files.checkpoint !== undefined)
        await writeArtifact(this.#database, tx, this.#runId, 'latest', files.checkpoint, event);
      if (files.bestCheckpoint !== undefined)
        await writeArtifact(this.#database, tx, this.#runId, 'best', files.bestCheckpoint, event);
    });
  }

  async #keepHistograms(tx: Tx, epoch: number, histograms: readonly LayerHistograms[]): Promise<void> {
    if (histograms.length === 0) return;
    await tx.execute(sql`INSERT INTO convlab.layer_histograms (run_id, epoch, layer, weights, gradients)
      SELECT ${this.#runId}, ${epoch}, h.layer, h.weights, h.gradients
      FROM jsonb_to_recordset(${toJson(histograms)}::jsonb) AS h(layer text, weights jsonb, gradients jsonb)
      ON CONFLICT (run_id, layer, epoch) DO UPDATE SET weights = excluded.weights, gradients = excluded.gradients`);
  }

  /** The training ended by itself or because it was asked to. */
  finished({ event, report, testMetrics, artifacts = {} }: Outcome): Promise<void> {
    return this.#write(async (tx, run) => {
      const best =
        event.bestEpoch > 0 ? { epoch: event.bestEpoch, metrics: toJson(event.bestMetrics) } : null;
      await this.#update(
        tx,
        run,
        [event],
        sql`best_epoch = ${best?.epoch ?? null}, best_metrics = ${best?.metrics ?? null}::jsonb,
          test_metrics = ${testMetrics === undefined ? null : toJson(testMetrics)}::jsonb,
          report = ${report === undefined ? null : toJson(report)}::jsonb`,
        statusOf(event),
      );
      const [place] = await queryRows<{ step: number }>(
        tx,
        sql`SELECT step::float8 AS step FROM convlab.epochs WHERE run_id = ${this.#runId} AND epoch = ${event.bestEpoch}`,
      );
      for (const [kind, data] of Object.entries(artifacts)) {
        await writeArtifact(this.#database, tx, this.#runId, kind, data, {
          epoch: event.bestEpoch,
          step: place?.step ?? 0,
        });
      }
    });
  }

  /** The training was stopped without a last word of its process: what was stored is what there is. */
  stopped(): Promise<void> {
    return this.#write(async (tx, run) => {
      const event: FinishedEvent = {
        type: 'finished',
        reason: 'stopped',
        epoch: run.epoch,
        bestEpoch: run.bestEpoch ?? 0,
        bestMetrics: run.bestMetrics ?? {},
      };
      await this.#update(tx, run, [event], sql`error = NULL`, 'stopped');
    });
  }

  /** The training failed. */
  failed(error: SerializedError): Promise<void> {
    const safe = jsonSafe(error) as SerializedError;
    return this.#write(async (tx, run) => {
      await this.#update(
        tx,
        run,
        [{ type: 'failed', error: safe }],
        sql`error = ${toJson(safe)}::jsonb`,
        'failed',
      );
    });
  }

  /**
   * The training was interrupted and can go on: it becomes `paused` when that was asked for, and waits for a worker otherwise.
   */
  interrupted(point?: PausePoint): Promise<void> {
    return this.#write(async (tx, run) => {
      const status = run.request === 'pause' ? 'paused' : 'queued';
      const step = point?.step ?? run.step;
      await this.#update(tx, run, [], sql`step = ${step}`, status);
      if (point !== undefined) {
        await writeArtifact(this.#database, tx, this.#runId, 'latest', point.data, {
          epoch: run.epoch,
          step,
        });
      }
      const waiting = { id: this.#runId, priority: run.priority };
      if (status === 'queued') await enqueue(this.#database, tx, [waiting], { ahead: true });
    });
  }

  /** The training process died; says how often it has since the last finished epoch. */
  async crashed(): Promise<number> {
    await this.#write((tx, run) => this.#update(tx, run, [], sql`crashes = crashes + 1`));
    const [row] = await queryRows<{ crashes: number }>(
      this.#database.db,
      sql`SELECT crashes FROM convlab.runs WHERE id = ${this.#runId}`,
    );
    return row?.crashes ?? 0;
  }

  /** Makes the next write; sent again after a failure it keeps its number. */
  async #write(work: (tx: Tx, run: LockedRun) => Promise<void>): Promise<void> {
    const writeSeq = this.#writeSeq + 1;
    await transact(this.#database.db, async (tx) => {
      const run = await this.#lock(tx);
      if (run.writeSeq < writeSeq) await work(tx, run);
    });
    this.#writeSeq = writeSeq;
  }

  async #lock(tx: Tx): Promise<LockedRun> {
    const [run] = await queryRows<LockedRun>(
      tx,
      sql`SELECT attempt, write_seq AS "writeSeq", last_seq AS "lastSeq", epoch, step::float8 AS step, status, request, priority,
        best_epoch AS "bestEpoch", best_metrics AS "bestMetrics"
        FROM convlab.runs WHERE id = ${this.#runId} FOR UPDATE`,
    );
    const ours = run?.attempt === this.#attempt && (run.status === 'running' || run.status === 'lost');
    // A write that ended the run and whose answer was lost is ours too.
    if (run !== undefined && (ours || this.#hasEnded(run))) return run;
    throw new ConvlabError({
      code: 'E_RUN_LEASE_LOST',
      message: `Run ${this.#runId} no longer belongs to attempt ${this.#attempt}`,
      received: run === undefined ? 'no such run' : `attempt ${run.attempt}, ${run.status}`,
      expected: `attempt ${this.#attempt}, running`,
      hint: 'Somebody stopped, removed or took over the run; this process has nothing left to do for it.',
    });
  }

  #hasEnded(run: LockedRun): boolean {
    return run.attempt === this.#attempt && run.writeSeq === this.#writeSeq + 1;
  }

  async #update(
    tx: Tx,
    run: LockedRun,
    news: readonly ReportedEvent[],
    changes: SQL,
    status: RunStatus = 'running',
  ): Promise<void> {
    const told: (ReportedEvent | StatusEvent)[] = [...news];
    if (status !== run.status) told.push({ type: 'status', status });
    const ended = status === 'running' ? sql`` : sql`, request = NULL`;
    const finishedAt = isFinal(status) ? sql`, finished_at = now()` : sql``;
    await tx.execute(sql`UPDATE convlab.runs SET write_seq = ${this.#writeSeq + 1}, status = ${status},
      last_seq = ${run.lastSeq + told.length}, updated_at = now(), ${changes} ${ended} ${finishedAt}
      WHERE id = ${this.#runId}`);
    if (told.length === 0) return;
    const rows = told.map((body, index) => ({ seq: run.lastSeq + 1 + index, type: body.type, body }));
    await tx.execute(sql`INSERT INTO convlab.events (run_id, seq, type, attempt, body)
      SELECT ${this.#runId}, e.seq, e.type, ${this.#attempt}, e.body
      FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS e(seq int, type text, body jsonb)`);
    await tx.execute(sql`SELECT pg_notify(${RUN_CHANNEL}, ${this.#runId})`);
  }
}

function statusOf({ reason }: FinishedEvent): RunStatus {
  if (reason === 'early-stopping') return 'stopped-early';
  return reason === 'stopped' ? 'stopped' : 'finished';
}

function isFinal(status: RunStatus): boolean {
  return status === 'finished' || status === 'stopped-early' || status === 'stopped' || status === 'failed';
}

function progressOf({ losses: _losses, ...progress }: StepEvent): ProgressEvent {
  return progress;
}

/* Distributions are asked for by layer; who follows the events is spared them. */
function layersToTell({ histograms: _histograms, ...told }: LayersEvent): LayersEvent {
  return told;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function outOfOrder(runId: string, received: number, expected: number, verb: string): ConvlabError {
  return new ConvlabError({
    code: 'E_RUN_EPOCH',
    message: `The training process of run ${runId} ${verb} at an epoch out of order`,
    received,
    expected: `epoch ${expected}`,
    hint: 'It must go on from the checkpoint that it was given.',
  });
}
