import type { Predictions } from '@convlab/core';
import { argMax } from '@convlab/evaluation';
import { beginsPart } from '../_internal/snapshots.ts';
import type { TrainingSetup } from '../train/training-setup.ts';

/** Classes as compactly as their number allows: one byte each up to 256 classes, two above. */
export type ClassArray = Uint8Array | Uint16Array;

/** Which examples predictions are of, and what they are. */
export interface PredictedExamples {
  /** Indices of the examples in the data set. Shape: [length]. */
  readonly indices: Int32Array;
  /** Their classes. Shape: [length]. */
  readonly truths: ClassArray;
}

/** What a network said of validation examples at the end of an epoch, in their order. */
export interface EpochPredictions {
  readonly epoch: number;
  /** Whether it stays; otherwise it is the best epoch so far, and takes the place of the best one before. */
  readonly stays: boolean;
  /** Shape: [length]. */
  readonly classes: ClassArray;
  /** Probability of the predicted class in 255ths, rounded. Shape: [length]. */
  readonly confidences: Uint8Array;
  /** Comes with the first predictions of a training, and again with the first after an interruption. */
  readonly examples?: PredictedExamples;
}

/* Fifty times as many flips as anybody looks at; a hundred bytes of the database for each over a training. */
const MAX_EXAMPLES = 10_000;
const MAX_CLASSES = 1 << 16;

/**
 * Keeps what the evaluation of the validation part computes anyway: the predicted class of each example, or of a fixed random
 * 10,000 of them where there are more.
 *
 * Draws no random numbers that a training draws and changes nothing: a training gives the same numbers with and without it.
 */
export class PredictionRecorder {
  readonly #plannedEpochs: number;
  readonly #numClasses: number;
  /** Places in the validation part, rising. */
  readonly #places: Int32Array;
  readonly #examples: PredictedExamples;
  #classes: ClassArray;
  #confidences: Uint8Array;
  #seen = 0;
  #kept = 0;
  #told = false;

  private constructor({ settings, source, split, rng }: TrainingSetup) {
    this.#plannedEpochs = settings.epochs;
    this.#numClasses = source.info.numOutputs;
    const { validation } = split;
    const order = rng.fold('kept-predictions').permutation(validation.length);
    this.#places = Int32Array.from(order.subarray(0, MAX_EXAMPLES)).sort();
    this.#examples = {
      indices: this.#places.map((place) => validation[place] as number),
      truths: this.#newClasses(),
    };
    this.#classes = this.#newClasses();
    this.#confidences = new Uint8Array(this.#places.length);
  }

  /** `undefined` where nothing is classified: for other tasks, or without validation examples. */
  static of(setup: TrainingSetup): PredictionRecorder | undefined {
    const { task, numOutputs } = setup.source.info;
    const fits = task === 'classification' && numOutputs <= MAX_CLASSES && setup.split.validation.length > 0;
    return fits ? new PredictionRecorder(setup) : undefined;
  }

  /** Begins the evaluation of an epoch. */
  begin(): void {
    [this.#seen, this.#kept] = [0, 0];
    this.#classes = this.#newClasses();
    this.#confidences = new Uint8Array(this.#places.length);
  }

  /** The next examples of the part as they were predicted. */
  add(part: Predictions): void {
    const { outputs, targets, length, numOutputs } = part;
    const end = this.#seen + length;
    while ((this.#places[this.#kept] ?? end) < end) {
      const row = (this.#places[this.#kept] as number) - this.#seen;
      const predicted = argMax(part, row);
      this.#classes[this.#kept] = predicted;
      this.#confidences[this.#kept] = Math.round(255 * (outputs[row * numOutputs + predicted] as number));
      this.#examples.truths[this.#kept] = targets[row] as number;
      this.#kept += 1;
    }
    this.#seen = end;
  }

  /**
   * What is kept of the epoch that was evaluated last: at up to 40 of the planned epochs, evenly spread, at the last one, and at
   * the best; `undefined` at others.
   */
  take(epoch: number, { best, last }: { best: boolean; last: boolean }): EpochPredictions | undefined {
    const stays = last || beginsPart(epoch, epoch - 1, this.#plannedEpochs);
    if (!stays && !best) return undefined;
    const examples = this.#told ? {} : { examples: this.#examples };
    this.#told = true;
    return { epoch, stays, classes: this.#classes, confidences: this.#confidences, ...examples };
  }

  #newClasses(): ClassArray {
    const { length } = this.#places;
    return this.#numClasses <= 256 ? new Uint8Array(length) : new Uint16Array(length);
  }
}
