import type { Rng } from '../random/rng.ts';
import type { Shape } from '../shape/shape.ts';
import type { Task } from './loss.ts';

/** What is known of a data set without loading it. */
export interface DataSetInfo {
  readonly task: Task;
  /** Shape of one example, without the batch axis. */
  readonly inputShape: Shape;
  /** Number of classes, or of regression targets. */
  readonly numOutputs: number;
  /** Names of the classes, in order; for regression the names of the targets. */
  readonly outputNames: readonly string[];
  readonly numExamples: number;
  /** Smallest and largest possible input value, such as [0, 255]; absent when inputs have no common bounds. */
  readonly inputRange?: readonly [number, number];
  readonly licence: string;
  /** Where it comes from: citation and address. */
  readonly source: string;
  /** SHA-256 of the stored data before compression, hexadecimal; absent for generated data. */
  readonly sha256?: string;
}

/** A batch of examples on the host. */
export interface HostBatch {
  /** Row-major, [n, ...inputShape]. */
  readonly inputs: Float32Array;
  /** Class indices [n] for classification, [n, numOutputs] float32 otherwise. */
  readonly targets: Int32Array | Float32Array;
  /** Targets of the training loss where examples were mixed, [n, numOutputs]: probabilities of classes, or values. */
  readonly softTargets?: Float32Array;
  readonly length: number;
}

/** Examples by index: in memory or streamed from disk, the caller cannot tell. */
export interface ExampleSource {
  readonly info: DataSetInfo;
  readonly length: number;
  /** Class of each example (for stratification); absent for regression. */
  readonly labels?: Int32Array;
  /** Items that could not be read and were left out, such as broken images; absent when there is none. */
  readonly skipped?: readonly { readonly item: string; readonly reason: string }[];
  /** Reads the examples at `indices`, in that order, into fresh arrays. */
  read(indices: Int32Array): Promise<HostBatch>;
}

/** What the bytes of some files are, as they are and without times and owners. */
export interface DataDigest {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly byteLength: number;
}

/**
 * The user's own files behind a data set, and how they travel to another machine: as bytes that are the same for the same content.
 *
 * The configuration of such a data set has the optional key `sha256`: the checksum of the bytes that it stands for.
 */
export interface DataFiles {
  /** Where the configuration says that they are. */
  readonly path: string;
  /**
   * What beside `path` decides which bytes these are, such as the name of a table of labels. Configurations with the same of both read
   * the same files.
   */
  readonly selection?: string;
  /** The checksum in the configuration; absent where nothing was said of the content. */
  readonly sha256?: string;
  /**
   * Looks for the files of the configured checksum on this machine: among those that were fetched before, then at `path`, whose
   * bytes are read for it.
   */
  find(): Promise<'here' | 'other' | 'missing'>;
  /**
   * Reads the files once.
   *
   * @throws {ConvlabError} E_DATA_MISSING, E_DATA_FORMAT; E_DATA_SIZE as soon as there are more than `maxBytes`
   */
  digest(maxBytes?: number): Promise<DataDigest>;
  /** The bytes of the files, in pieces of any size. @throws {ConvlabError} E_DATA_MISSING, E_DATA_FORMAT */
  pack(): AsyncIterable<Uint8Array>;
  /**
   * Takes in what `pack` gave on another machine: verified, and there as a whole or not at all. Several may do so at once.
   *
   * @throws {ConvlabError} E_DATA_CHECKSUM when the bytes are not those of the configured checksum, E_DATA_ARCHIVE when they hold
   *   anything but plain files within their folder
   */
  unpack(pieces: AsyncIterable<Uint8Array>): Promise<void>;
}

/** A data set: facts first, bytes when asked. */
export interface DataSet {
  readonly info: DataSetInfo;
  /** Files of the user's that it reads; absent where every machine has or makes the data. Asking touches no disk. */
  readonly files?: DataFiles;
  /**
   * Loads it.
   *
   * @throws {ConvlabError} E_DATA_CHECKSUM, E_DATA_MISSING, E_DATA_FORMAT
   */
  load(): Promise<ExampleSource>;
}

declare const trainingPart: unique symbol;

/** Indices of the training part. Only a split makes them, so a scaler cannot be fitted on anything else. */
export type TrainingIndices = Int32Array & { readonly [trainingPart]: true };

/** Disjoint index sets that together cover what was split. */
export interface DataSplit {
  readonly train: TrainingIndices;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/** A split strategy. */
export interface Split {
  split(source: ExampleSource, rng: Rng): DataSplit;
}

/** One of the splits that a protocol trains on. */
export interface PlannedSplit extends DataSplit {
  /** Unique in its plan: `fold 3`, or `repeat 2, fold 3`. */
  readonly name: string;
  /** Splits of the same outer fold are compared with each other; present in nested protocols. */
  readonly outerFold?: number;
}

/** A protocol: how often, and on which parts, an experiment is trained and judged. */
export interface Protocol {
  readonly numSplits: number;
  /** Outer folds of a nested protocol, each with equally many splits in a row; absent for others. */
  readonly numOuterFolds?: number;
  /**
   * The splits to train on.
   *
   * @param split  sets the test part aside; the protocol divides the rest
   * @throws {ConvlabError} E_DATA_FOLDS when there are too few examples
   */
  plan(source: ExampleSource, split: Split, rng: Rng): readonly PlannedSplit[];
}

/** A scaler that has been fitted. */
export interface FittedScaler {
  /** Shape of one example after scaling. */
  readonly outputShape: Shape;
  /** Scales examples, row-major [n, ...shape]; gives a fresh array. */
  transform(inputs: Float32Array): Float32Array;
  /** What was fitted, as JSON, for a checkpoint and for people. */
  toJSON(): unknown;
}

/** A feature scaler: statistics come from the training part alone. */
export interface Scaler {
  fit(source: ExampleSource, part: TrainingIndices): Promise<FittedScaler>;
  /** Restores what {@link FittedScaler.toJSON} gave. */
  restore(saved: unknown): FittedScaler;
}
