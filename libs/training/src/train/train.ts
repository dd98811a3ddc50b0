import type { ScheduleTime } from '@convlab/core';
import { batches, numBatches } from '@convlab/data';
import { initializeState, initializeWeights } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import {
  decodeCheckpoint,
  decodeModel,
  encodeCheckpoint,
  type InterruptedEpoch,
  type Model,
} from '../checkpoint/checkpoint.ts';
import { NO_PROGRESS, observeEpoch, type Progress } from '../early-stopping/early-stopping.ts';
import { PredictionRecorder, type EpochPredictions } from '../epoch-predictions/epoch-predictions.ts';
import { evaluate, judgePart, type JudgedPart } from '../evaluate/evaluate.ts';
import type {
  EndReason,
  EpochEvent,
  FinishedEvent,
  LayersEvent,
  MetricRow,
  StartedEvent,
  StepEvent,
} from '../events/run-event.ts';
import { LayerObserver } from '../layer-observer/layer-observer.ts';
import { memoryUse } from '../memory/memory-use.ts';
import { disposeReplaced, type ModelState } from '../step/model-state.ts';
import { StepReadings } from '../step/step-readings.ts';
import { trainingStep } from '../step/training-step.ts';
import { encodeTrainedModel } from '../trained-model/trained-model.ts';
import { majorityShare, requireExamples, requireFinite, trainEvalSubset } from './training-facts.ts';
import type { TrainingSetup } from './training-setup.ts';

/** Who hears of a training. */
export interface TrainingListener {
  /** The training begins, or an epoch goes on. Must not throw. */
  progress?(event: StartedEvent | StepEvent): void;
  /**
   * An epoch is finished; the training waits until it is dealt with (stored, for example).
   *
   * @param files   the state to go on from, and the model when this epoch is the best so far; made when asked, and only
   *                before the returned promise settles
   * @param seen    what was seen at its end
   */
  epoch?(
    event: EpochEvent,
    files: { checkpoint(): Promise<Uint8Array>; model(): Promise<Uint8Array> },
    seen: EpochObservations,
  ): Promise<void>;
}

/** What was asked to be looked at beside the metrics, at epochs where it was. */
export interface EpochObservations {
  /** What the layers looked like; see {@link TrainingControl.observeLayers}. */
  readonly layers?: LayersEvent;
  /** What was said of validation examples; see {@link TrainingControl.keepPredictions}. */
  readonly predictions?: EpochPredictions;
}

/** How a training is controlled. */
export interface TrainingControl {
  readonly listener?: TrainingListener;
  /** Ends the training after the update in progress; the result then holds a checkpoint of that moment. */
  readonly signal?: AbortSignal;
  /** A checkpoint to go on from. */
  readonly checkpoint?: Uint8Array;
  /** Whether the layers are measured as well, which takes up to two hundredths of the time; left out, they are not. */
  readonly observeLayers?: boolean;
  /** Whether the classes of validation examples are reported at up to 40 epochs, the best and the last; left out, they are not. */
  readonly keepPredictions?: boolean;
  /** A model whose weights to start from, instead of drawing them; does not matter when there is a checkpoint. */
  readonly initial?: Uint8Array;
}

/** A finished training. */
export interface TrainingResult {
  readonly event: FinishedEvent;
  /** The metric row of every epoch, also of those before an interruption. */
  readonly history: readonly MetricRow[];
  /** The best epoch's model as a safetensors file with its network in it; the initial one when no epoch was finished. */
  readonly model: Uint8Array;
  /** The parts that the setup asked to judge, unless they are empty or the training was stopped. */
  readonly judged: Readonly<Partial<Record<'validation' | 'test', JudgedPart>>>;
  /** Where to go on from, to the update; present when the training was stopped. */
  readonly stopped?: { readonly step: number; readonly checkpoint: Uint8Array };
}

const PROGRESS_INTERVAL_MS = 250;
/* The end of an epoch tells its speed when it took as long as this. */
const TIMED_MS = 50;
/* Long enough to cost nothing, short enough that a stop request is heard at once. */
const YIELD_INTERVAL_MS = 40;

/** Counts the examples of an update; reports it with others, or at once when it is the last of an epoch. */
type ProgressReport = (examples: number, last?: boolean) => void;

/**
 * Trains a network.
 *
 * Each epoch visits the training part once in a new seeded order, then evaluates a fixed subset of the training part and
 * the validation part in inference mode. The best epoch by the monitored metric is kept and restored at the end. The
 * same setup gives the same numbers, also when interrupted and resumed from a checkpoint.
 *
 * @throws {ConvlabError} E_TRAINING_DIVERGED when the loss is no longer a number
 * @throws {ConvlabError} E_TRAINING_DATA when the training part is empty
 * @throws {ConvlabError} E_TRAINING_MONITOR when the monitored metric does not exist
 * @throws {ConvlabError} E_CHECKPOINT_MISMATCH when the checkpoint belongs to another network or optimizer
 */
export async function train(setup: TrainingSetup, control: TrainingControl = {}): Promise<TrainingResult> {
  const run = new TrainingRun(setup, control);
  try {
    return await run.run();
  } finally {
    run.dispose();
  }
}

class TrainingRun {
  readonly #setup: TrainingSetup;
  readonly #control: TrainingControl;
  readonly #stepsPerEpoch: number;
  readonly #trainEval: Int32Array;
  readonly #observer: LayerObserver | undefined;
  readonly #recorder: PredictionRecorder | undefined;
  #model: ModelState;
  #best: Model | undefined;
  #progress: Progress = NO_PROGRESS;
  #history: readonly MetricRow[] = [];
  #epoch = 0;
  #step = 0;
  #interrupted: InterruptedEpoch | undefined;
  #layers: LayersEvent | undefined;
  #lastYield = performance.now();

  constructor(setup: TrainingSetup, control: TrainingControl) {
    requireExamples(setup);
    this.#setup = setup;
    this.#control = control;
    this.#stepsPerEpoch = numBatches(setup.split.train.length, setup.settings.batchSize);
    this.#trainEval = trainEvalSubset(setup);
    if (control.observeLayers === true)
      this.#observer = new LayerObserver(setup, this.#trainEval, this.#stepsPerEpoch);
    if (control.keepPredictions === true) this.#recorder = PredictionRecorder.of(setup);
    this.#model = initialModel(setup, control.initial);
  }

  async run(): Promise<TrainingResult> {
    this.#resume();
    this.#control.listener?.progress?.(this.#startedEvent());
    const reason = await this.#runEpochs();
    const { bestEpoch, bestMetrics } = this.#progress;
    return {
      event: { type: 'finished', reason, epoch: this.#epoch, bestEpoch, bestMetrics },
      history: this.#history,
      model: await this.#encode(this.#best ?? this.#model, { bestEpoch: String(bestEpoch) }),
      judged: reason === 'stopped' ? {} : await this.#judge(),
      ...(reason === 'stopped' ? { stopped: await this.#stopped() } : {}),
    };
  }

  dispose(): void {
    disposeReplaced(this.#model);
    if (this.#best !== undefined) disposeModel(this.#best);
  }

  #resume(): void {
    const { checkpoint } = this.#control;
    if (checkpoint === undefined) return;
    const saved = decodeCheckpoint(checkpoint, this.#model);
    disposeReplaced(this.#model);
    this.#model = saved.model;
    this.#best = saved.best;
    this.#progress = saved.progress;
    this.#history = saved.history;
    this.#epoch = saved.epoch;
    this.#step = saved.step;
    this.#interrupted = saved.interrupted;
    if (saved.observed !== undefined) this.#setup.optimizer.observed?.load(saved.observed);
  }

  async #runEpochs(): Promise<EndReason> {
    while (this.#epoch < this.#setup.settings.epochs) {
      if (this.#waitedEnough()) return 'early-stopping';
      if (!(await this.#runEpoch())) return 'stopped';
    }
    return 'completed';
  }

  #waitedEnough(): boolean {
    const { earlyStopping } = this.#setup.settings;
    return earlyStopping !== undefined && this.#progress.waited >= earlyStopping.patience;
  }

  /** Runs one epoch; `false` when it was stopped before its end. */
  async #runEpoch(): Promise<boolean> {
    const began = performance.now();
    const epoch = this.#epoch + 1;
    const metrics = await this.#pass(epoch);
    if (metrics === undefined) return false;
    const before = this.#progress.bestEpoch;
    this.#epoch = epoch;
    this.#history = [...this.#history, metrics];
    this.#progress = observeEpoch(this.#progress, epoch, metrics, this.#monitor());
    const best = this.#progress.bestEpoch !== before;
    if (best) this.#keepBest();
    this.#setup.optimizer.observe?.(numbersOf(metrics));
    const event: EpochEvent = {
      type: 'epoch',
      epoch,
      step: this.#step,
      metrics,
      learningRate: this.#setup.optimizer.learningRate(this.#time(this.#step)),
      durationMs: performance.now() - began,
      best,
    };
    const files = {
      checkpoint: () => this.#checkpoint(),
      model: () => this.#encode(this.#model, { epoch: String(epoch) }),
    };
    const predictions = this.#recorder?.take(epoch, { best, last: this.#waitedEnough() });
    await this.#control.listener?.epoch?.(event, files, {
      ...(this.#layers === undefined ? {} : { layers: this.#layers }),
      ...(predictions === undefined ? {} : { predictions }),
    });
    requireFinite(metrics, epoch, this.#step);
    return true;
  }

  /** One pass over the training part and its evaluation: the epoch's metric row, or `undefined` when stopped. */
  async #pass(epoch: number): Promise<MetricRow | undefined> {
    const { split, settings, rng } = this.#setup;
    const source = this.#setup.trainingSource?.(epoch) ?? this.#setup.source;
    const readings = new StepReadings(this.#setup.metrics, this.#interrupted?.readings);
    const report = this.#reporter(epoch, readings);
    // The order of an epoch is drawn from its own stream, so the updates that an interruption left over are the same ones.
    const done = this.#interrupted?.step ?? this.#step;
    this.#interrupted = undefined;
    const observer = this.#observer?.isDue(epoch) === true ? this.#observer : undefined;
    let step = this.#step;
    try {
      const order = { batchSize: settings.batchSize, shuffle: true, rng, epoch };
      for await (const batch of batches(source, split.train, order)) {
        if (this.#control.signal?.aborted === true)
          return await this.#interrupt(Math.max(step, done), readings, report);
        step += 1;
        if (step <= done) continue;
        const observe = step === epoch * this.#stepsPerEpoch ? observer?.updateObserver(epoch) : undefined;
        const time = this.#time(step);
        const { next, loss, predictions } = trainingStep(this.#setup, this.#model, batch, time, observe);
        disposeReplaced(this.#model, next);
        this.#model = next;
        await readings.add({ step, loss, predictions, batch });
        report(batch.length);
        await this.#yield();
      }
      await readings.read();
      report(0, true);
      this.#layers = await observer?.event(epoch, step, this.#model);
      const metrics = await this.#metricRow(readings.values());
      if (metrics === undefined) return await this.#interrupt(step, readings, report);
      this.#step = step;
      return metrics;
    } finally {
      readings.dispose();
    }
  }

  /** Remembers where the epoch stands, for a checkpoint of this moment. */
  async #interrupt(step: number, readings: StepReadings, report: ProgressReport): Promise<undefined> {
    await readings.read();
    report(0, true);
    this.#interrupted = { step, readings: readings.save() };
  }

  async #metricRow(trained: Record<string, number>): Promise<MetricRow | undefined> {
    const { network, loss, metrics, source, split } = this.#setup;
    const { weights, statistics } = this.#model;
    const { signal } = this.#control;
    const recorder = this.#recorder;
    recorder?.begin();
    const parts = { trainEval: this.#trainEval, validation: split.validation };
    const row: Record<string, number> = prefixed('train', trained);
    for (const [part, indices] of Object.entries(parts)) {
      if (indices.length === 0) continue;
      const values = await evaluate({ network, weights, statistics, loss, metrics, source }, indices, {
        ...(signal === undefined ? {} : { signal }),
        ...(part === 'validation' && recorder !== undefined
          ? { observe: (predicted) => recorder.add(predicted) }
          : {}),
      });
      if (values === undefined) return undefined;
      Object.assign(row, prefixed(part, values));
    }
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
    );
  }

  #monitor() {
    const { monitor, earlyStopping } = this.#setup.settings;
    const metric = this.#setup.metrics[monitor.split('/')[1] ?? ''];
    return {
      name: monitor,
      better: metric?.scale.better ?? 'lower',
      minDelta: earlyStopping?.minDelta ?? 0,
    } as const;
  }

  #keepBest(): void {
    if (this.#best !== undefined) disposeModel(this.#best);
    // Clones share their data with the originals; nothing is copied.
    this.#best = {
      weights: cloneAll(this.#model.weights),
      statistics: cloneAll(this.#model.statistics),
    };
  }

  /** The best model on the parts that were asked for. */
  async #judge(): Promise<TrainingResult['judged']> {
    const { network, loss, metrics, source, split, judge = [] } = this.#setup;
    const { weights, statistics } = this.#best ?? this.#model;
    const judged: Partial<Record<'validation' | 'test', JudgedPart>> = {};
    for (const part of judge) {
      if (split[part].length === 0) continue;
      judged[part] = await judgePart({ network, weights, statistics, loss, metrics, source }, split[part]);
    }
    return judged;
  }

  async #stopped(): Promise<{ step: number; checkpoint: Uint8Array }> {
    return { step: this.#interrupted?.step ?? this.#step, checkpoint: await this.#checkpoint() };
  }

  #encode({ weights, statistics }: Model, facts: Record<string, string>): Promise<Uint8Array> {
    return encodeTrainedModel({ network: this.#setup.network, weights, state: statistics }, facts);
  }

  #checkpoint(): Promise<Uint8Array> {
    return encodeCheckpoint({
      epoch: this.#epoch,
      step: this.#step,
      model: this.#model,
      best: this.#best,
      progress: this.#progress,
      history: this.#history,
      observed: this.#setup.optimizer.observed?.save(),
      interrupted: this.#interrupted,
    });
  }

  #startedEvent(): StartedEvent {
    const { split, settings, network, backend, source } = this.#setup;
    const { name, better } = this.#monitor();
    return {
      type: 'started',
      task: source.info.task,
      majorityShare: majorityShare(this.#setup),
      monitor: { name, better },
      epoch: this.#epoch,
      plannedEpochs: settings.epochs,
      stepsPerEpoch: this.#stepsPerEpoch,
      numWeights: network.numWeights,
      numExamples: {
        train: split.train.length,
        trainEval: this.#trainEval.length,
        validation: split.validation.length,
        test: split.test.length,
      },
      backend,
    };
  }

  /** Reports progress within the epoch a few times a second, and what is left of it when its last updates were read. */
  #reporter(epoch: number, readings: StepReadings): ProgressReport {
    const began = performance.now();
    let since = began;
    let examples = 0;
    return (count, last = false) => {
      examples += count;
      const now = performance.now();
      const elapsed = now - since;
      // While updates are pending, how many of their tensors there are says nothing.
      if (!last && (elapsed < PROGRESS_INTERVAL_MS || !readings.isRead)) return;
      const recent = readings.takeRecent();
      if (recent === undefined) return;
      const timed = since === began || elapsed >= TIMED_MS;
      this.#control.listener?.progress?.({
        type: 'step',
        epoch,
        ...recent,
        loss: meanOf(recent.losses),
        learningRate: this.#setup.optimizer.learningRate(this.#time(recent.step)),
        examplesPerSecond: timed ? (examples / elapsed) * 1000 : null,
        ...memoryUse(),
      });
      since = now;
      examples = 0;
    };
  }

  #time(step: number): ScheduleTime {
    const stepsPerEpoch = this.#stepsPerEpoch;
    return { step, stepsPerEpoch, totalSteps: stepsPerEpoch * this.#setup.settings.epochs };
  }

  /** Lets messages and signals in from time to time. */
  async #yield(): Promise<void> {
    if (performance.now() - this.#lastYield < YIELD_INTERVAL_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#lastYield = performance.now();
  }
}

function initialModel(setup: TrainingSetup, initial: Uint8Array | undefined): ModelState {
  const drawn = {
    weights: initializeWeights(setup.network, setup.rng.fold('init')),
    statistics: initializeState(setup.network),
  };
  const model = initial === undefined ? drawn : decodeModel(initial, drawn);
  if (model !== drawn) disposeModel(drawn);
  return { ...model, optimizer: setup.optimizer.init(model.weights) };
}

function meanOf(losses: readonly (number | null)[]): number | null {
  const mean = losses.reduce<number>((sum, loss) => sum + (loss ?? NaN), 0) / losses.length;
  return Number.isFinite(mean) ? mean : null;
}

function numbersOf(metrics: MetricRow): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, value ?? NaN]));
}

function prefixed(part: string, values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${part}/${name}`, value]));
}

function cloneAll(tensors: Model['weights']): Model['weights'] {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tf.clone(tensor)]));
}

function disposeModel(model: Model): void {
  tf.dispose([...Object.values(model.weights), ...Object.values(model.statistics)]);
}
