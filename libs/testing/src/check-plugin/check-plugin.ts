import { createRegistry, type Plugin, type Registry } from '@convlab/core';
import type {
  Check,
  CheckResult,
  ConformanceOptions,
  Subject,
} from '../conformance-case/conformance-case.ts';
import { configChecks } from '../_internal/config-checks.ts';
import { layerChecks } from '../_internal/layer-checks.ts';
import { optimizerChecks } from '../_internal/optimizer-checks.ts';
import { partChecks } from '../_internal/part-checks.ts';

const CHECKS: readonly Check[] = [...configChecks, ...layerChecks, ...partChecks, ...optimizerChecks];

/** The checks that a plugin has to pass, by its kind. */
export function checksOf(plugin: Plugin): readonly Check[] {
  return CHECKS.filter((check) => check.appliesTo(plugin));
}

/** What the checks of a plugin are run on. */
export function subjectOf(plugin: Plugin, { cases, refused = [], registry }: ConformanceOptions): Subject {
  const others: Registry = registry ?? createRegistry();
  return { plugin, registry: others.override(plugin), cases, refused };
}

/**
 * Runs every check that applies to a plugin, on the current tfjs backend. Needs no test framework.
 *
 * @returns one result per check; a failed check does not keep the others from running
 * @example
 * const results = await checkPlugin(groupNorm, { cases: [{ inputs: [[2, 3, 4, 8]] }] });
 * const failed = results.filter(({ passed }) => !passed);
 */
export async function checkPlugin(
  plugin: Plugin,
  options: ConformanceOptions,
): Promise<readonly CheckResult[]> {
  const subject = subjectOf(plugin, options);
  const results: CheckResult[] = [];
  for (const check of checksOf(plugin)) results.push(await runCheck(check, subject));
  return results;
}

/** Runs one check. */
export async function runCheck(check: Check, subject: Subject): Promise<CheckResult> {
  try {
    await check.run(subject);
    return { name: check.name, passed: true };
  } catch (error) {
    return {
      name: check.name,
      passed: false,
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
