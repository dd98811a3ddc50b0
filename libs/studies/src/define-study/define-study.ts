import {
  definePlugin,
  type Plugin,
  type Study,
  type StudyArm,
  type StudyBudget,
  type StudyFinding,
  type StudyRun,
  type StudyText,
} from '@convlab/core';
import type { ExperimentSpec } from '@convlab/experiments';
import { z } from 'zod';
import type { ChartRule } from '../analysis/charts.ts';
import { jointVerdict, measureEffect, type EffectRule } from '../analysis/effect.ts';
import { bySeed } from '../analysis/runs.ts';
import { tableOf, type MeasureRule } from '../analysis/table.ts';
import { ruleText, sentenceOf } from '../analysis/words.ts';

/** A study as it is written: what is claimed, what is trained, and what is demanded of the outcome. */
export interface StudyDefinition<Id extends string> extends Omit<StudyText, 'rule'> {
  /** `namespace/name`. */
  readonly id: Id;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly needsPredictions?: boolean;
  readonly design: (budget: StudyBudget) => {
    readonly experiment: ExperimentSpec;
    readonly arms: readonly StudyArm[];
    readonly seeds: readonly number[];
  };
  /** Columns of the table. */
  readonly measures: readonly MeasureRule[];
  /** The success rule: all of these must be supported. */
  readonly effects: readonly EffectRule[];
  readonly charts: readonly ChartRule[];
}

/**
 * Makes a study: a plugin whose verdict follows from effects and bounds that are written in it, and from nothing else.
 *
 * The rule that people read is made of the numbers that are applied.
 *
 * @throws {ConvlabError} E_PLUGIN_DEFINITION
 */
export function defineStudy<const Id extends string>(
  definition: StudyDefinition<Id>,
): Plugin<'study', Id, z.ZodObject<Record<never, never>, z.core.$strict>> {
  const { id, title, summary, measures, effects, charts, ...rest } = definition;
  const study: Study = {
    ...rest,
    rule: ruleText(effects),
    judge: (runs) => findingOf(definition, runs),
  };
  return definePlugin({
    kind: 'study',
    id,
    version: 1,
    title,
    summary,
    references: rest.reading,
    config: z.strictObject({}),
    create: () => study,
  });
}

function findingOf(
  { measures, effects: rules, charts }: Pick<StudyDefinition<string>, 'measures' | 'effects' | 'charts'>,
  runs: readonly StudyRun[],
): StudyFinding {
  const groups = bySeed(runs);
  const effects = rules.map((rule) => measureEffect(rule, groups));
  const verdict = jointVerdict(effects);
  return {
    verdict,
    sentence: sentenceOf(verdict, effects),
    effects,
    measures: measures.map(({ name, unit }) => ({ name, unit })),
    rows: tableOf(measures, runs),
    charts: charts.map((chart) => chart(runs)),
  };
}
