import { useConvlabBackend } from '@convlab/backend';
import { createRegistry, type ConformanceCases, type Plugin, type Registry } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { casesOf, requireKnownCases } from '../cases-of/cases-of.ts';
import { checksOf, runCheck, subjectOf } from '../check-plugin/check-plugin.ts';
import type { ConformanceOptions } from '../conformance-case/conformance-case.ts';

/** Options of {@link conformance}. */
export interface ConformanceTestOptions extends ConformanceOptions {
  /** The tfjs backend; `convlab` when left out. */
  readonly backend?: 'convlab' | 'cpu';
}

/** Options of {@link packageConformance}. */
export interface PackageConformanceOptions {
  /** Cases by `kind:id`; plugins without any get the defaults of their kind. */
  readonly cases?: ConformanceCases;
  /** What configurations refer to besides the plugins themselves. */
  readonly registry?: Registry;
}

/** Vitest tests, one for each check that applies to a plugin. */
export function conformance(plugin: Plugin, options: ConformanceTestOptions): void {
  const { backend = 'convlab' } = options;
  describe(`${plugin.kind} ${plugin.id} conforms`, () => {
    beforeAll(async () => {
      if (backend === 'convlab') await useConvlabBackend();
      else await tf.setBackend(backend);
    });
    const subject = subjectOf(plugin, options);
    for (const check of checksOf(plugin)) {
      it(check.name, async () => {
        const { passed, message } = await runCheck(check, subject);
        expect(passed ? '' : message).toBe('');
      });
    }
  });
}

/** Vitest tests for every plugin of a package. */
export function packageConformance(
  plugins: readonly Plugin[],
  options: PackageConformanceOptions = {},
): void {
  const { cases = {}, registry = createRegistry() } = options;
  requireKnownCases(plugins, cases);
  const whole = registry.use(...plugins);
  for (const plugin of plugins) conformance(plugin, { ...casesOf(plugin, whole, cases), registry: whole });
}
