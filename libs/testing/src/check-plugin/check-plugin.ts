import { createRegistry, type Plugin, type Registry } from '@convlab/core';
import type {
  Check,
  CheckResult,
  ConformanceOptions,
  Subject,
} from '../conformance-case/conformance-case.ts';
import { architectureChecks } from '../_internal/architecture-checks.ts';
import { configChecks } from '../_internal/config-checks.ts';
import { dataChecks } from '../_internal/data-checks.ts';
import { diagnosisChecks } from '../_internal/diagnosis-checks.ts';
import { evaluationChecks } from '../_internal/evaluation-checks.ts';
import { fail } from '../_internal/fail.ts';
import { layerChecks } from '../_internal/layer-checks.ts';
import { optimizerChecks } from '../_internal/optimizer-checks.ts';
import { panelChecks } from '../_internal/panel-checks.ts';
import { partChecks } from '../_internal/part-checks.ts';
import { searchChecks } from '../_internal/search-checks.ts';
import { studyChecks } from '../_internal/study-checks.ts';

const CHECKS: readonly Check[] = [
  ...configChecks,
  ...layerChecks,
  ...partChecks,
  ...optimizerChecks,
  ...architectureChecks,
  ...evaluationChecks,
  ...dataChecks,
  ...searchChecks,
  ...diagnosisChecks,
  ...panelChecks,
  ...studyChecks,
];

/** The checks that a plugin has to pass, by its kind. */
export function checksOf(plugin: Plugin): readonly Check[] {
  return CHECKS.filter((check) => check.appliesTo(plugin));
}

/**
 * What the checks of a plugin are run on.
 *
 * @throws {ConvlabError} E_CONFORMANCE when a failure is expected of a check that does not apply
 */
export function subjectOf(plugin: Plugin, options: ConformanceOptions): Subject {
  const { cases, refused = [], oldConfigs = {}, expectedFailures = {}, registry } = options;
  const names = new Set(checksOf(plugin).map(({ name }) => name));
  const unknown = Object.keys(expectedFailures).filter((name) => !names.has(name));
  if (unknown.length > 0)
    fail(`Failures of "${plugin.id}" are expected of checks that do not apply.`, unknown);
  const others: Registry = registry ?? createRegistry();
  return { plugin, registry: others.override(plugin), cases, refused, oldConfigs, expectedFailures };
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

/** Runs one check. One that is expected to fail passes by failing, and fails by passing. */
export async function runCheck(check: Check, subject: Subject): Promise<CheckResult> {
  const { name } = check;
  const expected = subject.expectedFailures[name];
  const message = await faultOf(check, subject);
  if (expected === undefined)
    return message === undefined ? { name, passed: true } : { name, passed: false, message };
  if (message !== undefined) return { name, passed: true, message, expected };
  return { name, passed: false, message: `Expected to fail (${expected}), but passes.` };
}

async function faultOf(check: Check, subject: Subject): Promise<string | undefined> {
  try {
    await check.run(subject);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
