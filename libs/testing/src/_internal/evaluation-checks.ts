import { isConvlabError, type Ensemble, type Metric, type Predictions, type Task } from '@convlab/core';
import type { Check } from '../conformance-case/conformance-case.ts';
import { each, is } from './each-case.ts';
import { fail } from './fail.ts';
import { perfectPredictions, pick, samplePredictions } from './samples.ts';

const AGREEMENT = 1e-6;

/** Checks of metrics and ensembles. */
export const evaluationChecks: readonly Check[] = [
  { name: 'value is in its range, NaN of nothing', appliesTo: is('metric'), run: each('metric', inRange) },
  { name: 'perfect predictions are the best', appliesTo: is('metric'), run: each('metric', perfectIsBest) },
  {
    name: 'fed in parts it gives what it gives at once',
    appliesTo: is('metric'),
    run: each('metric', streamingAgrees),
  },
  {
    name: 'the order of examples does not matter',
    appliesTo: is('metric'),
    run: each('metric', exampleOrderDoesNotMatter),
  },
  {
    name: 'equal members predict what one predicts',
    appliesTo: is('ensemble'),
    run: each('ensemble', equalMembersAgree),
  },
  {
    name: 'the order of members does not matter',
    appliesTo: is('ensemble'),
    run: each('ensemble', memberOrderDoesNotMatter),
  },
  {
    name: 'members are left untouched, and what is fitted is JSON',
    appliesTo: is('ensemble'),
    run: each('ensemble', membersUntouched),
  },
  {
    name: 'members that disagree are refused',
    appliesTo: is('ensemble'),
    run: each('ensemble', strangersRefused),
  },
];

function valueOf(metric: Metric, ...parts: readonly Predictions[]): number {
  // Through JSON at each step, as a checkpoint takes the state.
  const save = (state: unknown): unknown => JSON.parse(JSON.stringify(state));
  return metric.value(parts.reduce((state, part) => save(metric.add(state, part)), save(metric.start())));
}

function inRange(metric: Metric): void {
  const { range, better } = metric.scale;
  if (!(range[0] < range[1])) fail('The range is empty.', range);
  if (better !== 'higher' && better !== 'lower') fail('The direction is not stated.', better);
  if (metric.tasks.length === 0) fail('The metric states no task.');
  for (const task of metric.tasks) {
    for (const seed of [0, 1, 2]) {
      const value = valueOf(metric, samplePredictions(task, seed));
      if (!(value >= range[0] - AGREEMENT && value <= range[1] + AGREEMENT))
        fail(`The value ${value} for ${task} is outside of ${range.join(' to ')}.`);
    }
  }
  if (!Number.isNaN(metric.value(metric.start()))) fail('Of no example, the value is a number.');
}

function perfectIsBest(metric: Metric): void {
  const sign = metric.scale.better === 'higher' ? 1 : -1;
  for (const task of metric.tasks) {
    const perfect = valueOf(metric, perfectPredictions(task));
    const others = [0, 1, 2].map((seed) => valueOf(metric, samplePredictions(task, seed)));
    if (
      others.some((value) => !(sign * perfect >= sign * value)) ||
      others.every((value) => value === perfect)
    )
      fail(`Perfect predictions for ${task} have ${perfect}, others ${others.join(', ')}.`);
  }
}

function streamingAgrees(metric: Metric): void {
  forEachTask(metric, (sample, indices) => {
    const parts = [indices.slice(0, 5), indices.slice(5, 6), indices.slice(6)].map((part) =>
      pick(sample, part),
    );
    return [valueOf(metric, sample), valueOf(metric, ...parts)];
  });
}

function exampleOrderDoesNotMatter(metric: Metric): void {
  forEachTask(metric, (sample, indices) => [
    valueOf(metric, sample),
    valueOf(metric, pick(sample, indices.toReversed())),
  ]);
}

function forEachTask(
  metric: Metric,
  values: (sample: Predictions, indices: readonly number[]) => readonly [number, number],
): void {
  for (const task of metric.tasks) {
    const sample = samplePredictions(task);
    const [one, other] = values(
      sample,
      Array.from({ length: sample.length }, (_, i) => i),
    );
    if (!(Math.abs(one - other) <= AGREEMENT * Math.max(1, Math.abs(one))))
      fail(`For ${task} the values are ${one} and ${other}.`);
  }
}

const TASK: Task = 'classification';

function combine(ensemble: Ensemble, members: readonly Predictions[]): Float32Array {
  return ensemble.fit(members).combine(members).outputs;
}

function equalMembersAgree(ensemble: Ensemble): void {
  const member = samplePredictions(TASK);
  const { outputs, targets, length, numOutputs } = ensemble.fit([member, member]).combine([member, member]);
  if (
    length !== member.length ||
    numOutputs !== member.numOutputs ||
    outputs.length !== member.outputs.length
  )
    fail('The predictions of the whole have another shape.', [length, numOutputs]);
  if (targets.some((target, i) => target !== member.targets[i])) fail('The targets change.');
  for (let i = 0; i < length; i++) {
    const row = (values: Float32Array) => [...values.subarray(i * numOutputs, (i + 1) * numOutputs)];
    const sum = row(outputs).reduce((a, b) => a + b, 0);
    if (!(Math.abs(sum - 1) < 1e-4)) fail(`The probabilities of an example sum to ${sum}.`);
    if (largest(row(outputs)) !== largest(row(member.outputs)))
      fail('Equal members predict another class together.');
  }
}

function memberOrderDoesNotMatter(ensemble: Ensemble): void {
  const members = [1, 2, 3].map((seed) => samplePredictions(TASK, seed));
  const [one, other] = [combine(ensemble, members), combine(ensemble, members.toReversed())];
  if (one.some((value, i) => !(Math.abs(value - (other[i] as number)) <= 1e-4)))
    fail('In another order, the same members predict something else.');
}

function membersUntouched(ensemble: Ensemble): void {
  const members = [1, 2].map((seed) => samplePredictions(TASK, seed));
  const before = members.map(({ outputs, targets }) => [[...outputs], [...targets]]);
  const fitted = ensemble.fit(members);
  fitted.combine(members);
  const after = members.map(({ outputs, targets }) => [[...outputs], [...targets]]);
  if (JSON.stringify(before) !== JSON.stringify(after)) fail('The members’ predictions are changed.');
  const saved = fitted.toJSON();
  if (saved === undefined || JSON.stringify(JSON.parse(JSON.stringify(saved))) !== JSON.stringify(saved))
    fail('What is fitted is no JSON.', saved);
}

function strangersRefused(ensemble: Ensemble): void {
  const members = [1, 2].map((seed) => samplePredictions(TASK, seed));
  const [first, second] = members as [Predictions, Predictions];
  const shorter = pick(second, [0, 1, 2]);
  for (const wrong of [[first, shorter], [first], []]) {
    try {
      ensemble.fit(members).combine(wrong);
    } catch (error) {
      if (isConvlabError(error) && error.code === 'E_ENSEMBLE_MEMBERS') continue;
      fail('Members that disagree are refused without the code E_ENSEMBLE_MEMBERS.', String(error));
    }
    fail(
      `Fitted on 2 members of 24 examples, the ensemble takes members of ${wrong.map(({ length }) => length).join(' and ') || 'nothing'}.`,
    );
  }
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
