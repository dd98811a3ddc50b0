import { issueError, type PluginRef, type Registry, type StudyBudget } from '@convlab/core';

/**
 * The experiment that tests a study's claim at a budget, to be run like any other.
 *
 * It holds all arms in full, so that what was run stays known when the study is changed later.
 *
 * @throws {ConvlabError} E_PLUGIN_UNKNOWN, E_CONFIG_…
 */
export function studyExperiment(
  ref: PluginRef,
  budget: StudyBudget,
  registry: Registry,
): Readonly<Record<string, unknown>> {
  const parsed = registry.parse('study', ref);
  if (!parsed.ok) throw issueError(parsed.issues);
  const { ref: complete } = parsed.value;
  const { experiment, arms, seeds } = registry.create('study', complete).design(budget);
  return { ...experiment, study: { plugin: complete, budget, arms, seeds } };
}
