import type { Plugin, PluginKind, Registry } from '@convlab/core';

/** One configuration of a plugin to check, with shapes for what acts on tensors. */
export interface ConformanceCase {
  /** Configuration without the id; every default when left out. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Shapes of a layer's inputs, with the batch axis: `[[2, 8, 8, 3]]`. */
  readonly inputs?: readonly (readonly number[])[];
  /** Shape of an initializer's, regularizer's or constraint's weight, or of a loss's outputs. */
  readonly shape?: readonly number[];
}

/** What a plugin is checked with. */
export interface ConformanceOptions {
  /** At least one; several shapes: N = 1, odd and non-square images, one channel. */
  readonly cases: readonly ConformanceCase[];
  /** Cases that the plugin must refuse with a coded error. */
  readonly refused?: readonly ConformanceCase[];
  /** Plugins that configurations refer to. */
  readonly registry?: Registry;
}

/** What a check gets. */
export interface Subject<K extends PluginKind = PluginKind> {
  readonly plugin: Plugin<K>;
  /** Contains the plugin and what it refers to. */
  readonly registry: Registry;
  readonly cases: readonly ConformanceCase[];
  readonly refused: readonly ConformanceCase[];
}

/** One named check. */
export interface Check {
  readonly name: string;
  /** Whether it has anything to say about the plugin. */
  appliesTo(plugin: Plugin): boolean;
  /** Resolves when the plugin passes, throws with the reason when not. */
  run(subject: Subject): Promise<void> | void;
}

/** How a check came out. */
export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed; absent when it passed. */
  readonly message?: string;
}
