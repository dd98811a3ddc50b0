import { definePlugin, type ParameterValue, type Rng, type Trial, type TrialRecord } from '@convlab/core';
import { z } from 'zod';
import { errorOf, trialsField } from '../_internal/search-config.ts';
import { drawFrom, logDensity, parzenEstimator } from './parzen.ts';
import {
  assignValues,
  isChoice,
  orderedParameters,
  placeOf,
  sampleValues,
  valueAt,
  type Parameter,
} from '../search-space/search-space.ts';

const config = z.strictObject({
  trials: trialsField(30),
  startup: z
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .meta({ title: 'Start-up', description: 'Trials drawn at random before results guide.' }),
  candidates: z
    .int()
    .min(1)
    .max(1000)
    .default(24)
    .meta({
      title: 'Candidates',
      description: 'Values drawn for each parameter, of which the best is tried.',
      ui: { advanced: true },
    }),
});

/* The share of trials that count as good. */
const GOOD_SHARE = 0.15;

/**
 * Search by tree-structured Parzen estimators.
 *
 * Trials are divided into the best 15 % and the others; for each parameter, densities l of the good and g of the other values are
 * estimated, and of some candidates drawn from l the one with the largest l / g is tried.
 *
 * Failed trials count among the others. A trial goes by all before it but those that may run beside it.
 * @see Bergstra, Bardenet, Bengio, Kégl, "Algorithms for hyper-parameter optimization", NIPS 2011, section 4. Bandwidths are
 *   those of its authors' Hyperopt: the distance to the farther neighbour.
 */
export const tpe = definePlugin({
  kind: 'search',
  id: 'convlab/tpe',
  version: 1,
  title: 'Tree-structured Parzen estimators',
  summary: 'Tries values that are frequent among good trials and rare among the others.',
  formula: 'argmax l(x) / g(x)',
  traits: ['stochastic'],
  references: ['Bergstra, Bardenet, Bengio, Kégl, Algorithms for hyper-parameter optimization, NIPS 2011'],
  config,
  create: ({ trials, startup, candidates }) => ({
    numTrials: (space) => {
      orderedParameters(space);
      return trials;
    },
    propose: (space, records, rng, slots) => {
      const parameters = orderedParameters(space);
      const proposed: Trial[] = [];
      for (let number = records.length; number < trials; number++) {
        const before = trialsBefore(number, records, slots);
        if (before === undefined) break;
        const stream = rng.fold('trial').fold(number);
        const values =
          before.length < startup
            ? sampleValues(parameters, stream)
            : guidedValues(parameters, before, stream, candidates);
        proposed.push({ number, values, budget: 1 });
      }
      return proposed;
    },
  }),
});

/**
 * The trials that one goes by: all but the last `slots - 1` before it, which may still run.
 *
 * So what is proposed depends on results alone, never on the order in which they come in. `undefined` while they are not all over.
 */
function trialsBefore(
  number: number,
  records: readonly TrialRecord[],
  slots: number,
): readonly TrialRecord[] | undefined {
  const count = Math.max(0, number - slots + 1);
  const before = records.filter((record) => record.number < count && record.value !== undefined);
  return before.length === count ? before : undefined;
}

function guidedValues(
  parameters: readonly Parameter[],
  finished: readonly TrialRecord[],
  rng: Rng,
  candidates: number,
): Readonly<Record<string, ParameterValue>> {
  const ranked = finished.toSorted((a, b) => errorOf(a) - errorOf(b));
  const numGood = Math.ceil(GOOD_SHARE * ranked.length);
  return assignValues(parameters, (parameter) => {
    const seen = (trials: readonly TrialRecord[]): ParameterValue[] =>
      trials.flatMap(({ values }) =>
        Object.hasOwn(values, parameter.path) ? [values[parameter.path] ?? null] : [],
      );
    const good = seen(ranked.slice(0, numGood));
    const others = seen(ranked.slice(numGood));
    return guidedValue(parameter, good, others, rng.fold(parameter.path), candidates);
  });
}

function guidedValue(
  { domain }: Parameter,
  good: readonly ParameterValue[],
  others: readonly ParameterValue[],
  rng: Rng,
  candidates: number,
): ParameterValue {
  if (isChoice(domain)) {
    const shares = [good, others].map((values) => choiceShares(domain.choice, values)) as [
      number[],
      number[],
    ];
    return domain.choice[bestChoice(shares[0], shares[1], rng, candidates)] as ParameterValue;
  }
  const places = (values: readonly ParameterValue[]): number[] =>
    values.map((value) => placeOf(domain, value as number));
  const l = parzenEstimator(places(good));
  const g = parzenEstimator(places(others));
  const drawn = Array.from({ length: candidates }, (_, i) => drawFrom(l, rng.fold(i)));
  const gains = drawn.map((place) => logDensity(l, place) - logDensity(g, place));
  return valueAt(domain, drawn[indexOfLargest(gains)] as number);
}

/** Shares of the choices among values, each counted once in advance. */
function choiceShares(choices: readonly ParameterValue[], values: readonly ParameterValue[]): number[] {
  const keys = values.map((value) => JSON.stringify(value));
  return choices.map((choice) => {
    const key = JSON.stringify(choice);
    return (keys.filter((other) => other === key).length + 1) / (values.length + choices.length);
  });
}

function bestChoice(l: readonly number[], g: readonly number[], rng: Rng, candidates: number): number {
  const drawn = [...rng.uniform(candidates)].map((place) => {
    let left = place;
    const index = l.findIndex((share) => (left -= share) < 0);
    return index === -1 ? l.length - 1 : index;
  });
  return drawn[indexOfLargest(drawn.map((k) => (l[k] as number) / (g[k] as number)))] as number;
}

function indexOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > (values[best] as number) ? i : best), 0);
}
