import { useConvlabBackend } from '@convlab/backend';
import type { Plugin } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checksOf, runCheck, subjectOf } from '../check-plugin/check-plugin.ts';
import type { ConformanceOptions } from '../conformance-case/conformance-case.ts';

/** Options of {@link conformance}. */
export interface ConformanceTestOptions extends ConformanceOptions {
  /** Checks that are known to fail, and why. One that passes after all is a failure too. */
  readonly expectedFailures?: Readonly<Record<string, string>>;
  /** The tfjs backend; `convlab` when left out. */
  readonly backend?: 'convlab' | 'cpu';
}

/** Vitest tests, one for each check that applies to a plugin. */
export function conformance(plugin: Plugin, options: ConformanceTestOptions): void {
  const { expectedFailures = {}, backend = 'convlab' } = options;
  describe(`${plugin.kind} ${plugin.id} conforms`, () => {
    beforeAll(async () => {
      if (backend === 'convlab') await useConvlabBackend();
      else await tf.setBackend(backend);
    });
    const subject = subjectOf(plugin, options);
    for (const check of checksOf(plugin)) {
      it(check.name, async () => {
        const { passed, message } = await runCheck(check, subject);
        if (check.name in expectedFailures) expect(passed, 'expected to fail, but passes').toBe(false);
        else expect(passed ? '' : message).toBe('');
      });
    }
  });
}
