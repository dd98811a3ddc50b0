/** One configuration of a plugin to check, with shapes for what acts on tensors. */
export interface ConformanceCase {
  /** Configuration without the id; every default when left out. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Shapes of a layer's inputs, with the batch axis: `[[2, 8, 8, 3]]`; of an architecture's input, `[[2, 32, 32, 3]]`. */
  readonly inputs?: readonly (readonly number[])[];
  /** Shape of an initializer's, regularizer's or constraint's weight, or of a loss's outputs. */
  readonly shape?: readonly number[];
  /**
   * Keeps to what is known without loading or computing: for data sets whose data is elsewhere, and for networks that are too
   * large to train in a check. Default false.
   */
  readonly factsOnly?: boolean;
}

/** What one plugin is checked with. */
export interface PluginCases {
  /** At least one; several shapes: N = 1, odd and non-square images, one channel. */
  readonly cases: readonly ConformanceCase[];
  /** Cases that the plugin must refuse with a coded error. */
  readonly refused?: readonly ConformanceCase[];
  /** Configurations as they were written for earlier versions, by version; each must still load. */
  readonly oldConfigs?: Readonly<Record<number, readonly Readonly<Record<string, unknown>>[]>>;
  /** Checks that are known to fail, by name, and why. One that passes after all is a failure too. */
  readonly expectedFailures?: Readonly<Record<string, string>>;
}

/**
 * What the plugins of a package are checked with, by `kind:id`.
 *
 * A package exports it as `conformanceCases`, from its main module or from `conformance-cases`. Plugins that it does not name
 * are checked with the defaults of their kind.
 *
 * @example
 * export const conformanceCases: ConformanceCases = {
 *   'layer:acme/blur': { cases: [{ config: { size: 3 }, inputs: [[2, 7, 6, 4]] }] },
 * };
 */
export type ConformanceCases = Readonly<Record<string, PluginCases>>;
