import {
  createRng,
  type Domain,
  type ParameterValue,
  type SearchSpace,
  type SearchStrategy,
  type Trial,
  type TrialRecord,
} from '@convlab/core';
import type { Check } from '../conformance-case/conformance-case.ts';
import { each, is } from './each-case.ts';
import { fail } from './fail.ts';

const SPACE: SearchSpace = {
  'optimizer.id': { choice: ['sgd', 'adam'] },
  'optimizer.momentum': { choice: [0, 0.9], when: { path: 'optimizer.id', in: ['sgd'] } },
  'optimizer.learningRate': { logUniform: [1e-4, 1] },
  'network.dropout': { uniform: [0, 0.5] },
  'network.depth': { integer: [1, 3] },
};
const SLOTS = 2;
const PATIENCE = 2000;

/** Checks of search strategies. */
export const searchChecks: readonly Check[] = [
  {
    name: 'proposes as many trials as it says, numbered from 0',
    appliesTo: is('search'),
    run: each('search', trialsAreCounted),
  },
  { name: 'values lie in their domains', appliesTo: is('search'), run: each('search', valuesFit) },
  {
    name: 'budgets are shares, and continued trials exist',
    appliesTo: is('search'),
    run: each('search', budgetsAreShares),
  },
  {
    name: 'the same records give the same proposals',
    appliesTo: is('search'),
    run: each('search', proposalsRepeat),
  },
  { name: 'goes on after trials that fail', appliesTo: is('search'), run: each('search', survivesFailures) },
];

type Judge = (trial: Trial) => number | null;

const byRate: Judge = ({ values }) =>
  Math.abs(Math.log10(values['optimizer.learningRate'] as number) + 2) / 10;

/** Runs a search to its end. */
function runSearch(strategy: SearchStrategy, judge: Judge = byRate): readonly TrialRecord[] {
  const records: TrialRecord[] = [];
  for (let round = 0; round < PATIENCE; round++) {
    const trials = strategy.propose(SPACE, records, createRng(7), SLOTS);
    if (trials.length > SLOTS) fail(`For ${SLOTS} slots, ${trials.length} trials are proposed.`);
    if (trials.length === 0) return records;
    for (const trial of trials) records.push({ ...trial, value: judge(trial) });
  }
  return fail(`After ${PATIENCE} rounds the search goes on.`);
}

function trialsAreCounted(strategy: SearchStrategy): void {
  const stated = strategy.numTrials(SPACE);
  const records = runSearch(strategy);
  if (records.length !== stated) fail(`${stated} trials are stated, ${records.length} are proposed.`);
  if (records.some(({ number }, i) => number !== i))
    fail(
      'Trials are not numbered from 0 in order.',
      records.map(({ number }) => number),
    );
}

function valuesFit(strategy: SearchStrategy): void {
  for (const { values } of runSearch(strategy)) {
    for (const [path, domain] of Object.entries(SPACE)) {
      const applies = domain.when === undefined || domain.when.in.includes(values[domain.when.path] ?? null);
      if (applies !== path in values)
        fail(`The parameter "${path}" is ${applies ? 'missing' : 'there, but does not apply'}.`, values);
      if (applies && !fits(domain, values[path] as ParameterValue))
        fail(`The value of "${path}" is outside of its domain.`, values[path]);
    }
    const unknown = Object.keys(values).filter((path) => !(path in SPACE));
    if (unknown.length > 0) fail('There are values of unknown parameters.', unknown);
  }
}

function fits(domain: Domain, value: ParameterValue): boolean {
  if ('choice' in domain) return domain.choice.includes(value);
  const [low, high] =
    'uniform' in domain ? domain.uniform : 'integer' in domain ? domain.integer : domain.logUniform;
  if (typeof value !== 'number' || value < low - 1e-9 || value > high + 1e-9) return false;
  return !('integer' in domain) || Number.isInteger(value);
}

function budgetsAreShares(strategy: SearchStrategy): void {
  const records = runSearch(strategy);
  for (const { number, budget, continues, values } of records) {
    if (!(budget > 0 && budget <= 1))
      fail(`The budget of trial ${number} is no share of a training.`, budget);
    if (continues === undefined) continue;
    const earlier = records[continues];
    if (continues >= number || earlier === undefined || !(earlier.budget < budget))
      fail(`Trial ${number} continues trial ${continues}, which is later or had as much.`);
    else if (JSON.stringify(earlier.values) !== JSON.stringify(values))
      fail(`Trial ${number} continues trial ${continues} with other values.`);
  }
}

function proposalsRepeat(strategy: SearchStrategy): void {
  const records = runSearch(strategy);
  for (const known of [0, SLOTS, Math.floor(records.length / 2)]) {
    const once = () => JSON.stringify(strategy.propose(SPACE, records.slice(0, known), createRng(7), SLOTS));
    if (once() !== once()) fail(`After ${known} trials, the same records give two proposals.`);
  }
  if (JSON.stringify(runSearch(strategy)) !== JSON.stringify(records))
    fail('Run again, the search takes another way.');
}

function survivesFailures(strategy: SearchStrategy): void {
  const records = runSearch(strategy, (trial) => (trial.number % 3 === 0 ? null : byRate(trial)));
  if (records.length === 0 || !records.some(({ value }) => value !== null))
    fail('No trial is left after failures.');
  runSearch(strategy, () => null);
}
