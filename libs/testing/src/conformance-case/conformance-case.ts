import type { ConformanceCase, Plugin, PluginCases, PluginKind, Registry } from '@convlab/core';

/** What a plugin is checked with. */
export interface ConformanceOptions extends PluginCases {
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
  readonly oldConfigs: NonNullable<PluginCases['oldConfigs']>;
  readonly expectedFailures: NonNullable<PluginCases['expectedFailures']>;
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
  /** Present when the check was expected to fail, and did: the reason that was given. */
  readonly expected?: string;
}
