import { createRng } from '@convlab/core';
import type { PredictionSet } from '@convlab/training/predictions';
import { describe, expect, it } from 'vitest';
import { registry } from '../_testing/registry.ts';
import type { CompleteSpec } from '../spec/experiment-spec.ts';
import { requireExperiment } from '../spec/resolve-experiment.ts';
import { planExperiment, type ExperimentPlan } from './plan-experiment.ts';
import { keyOf, wantsPredictions, type PlannedRun, type PlanRecord } from './plan-record.ts';

/** What a training would come to, as a function of its specification. */
type Outcome = (spec: CompleteSpec, run: PlannedRun) => { error: number; bestEpoch?: number } | 'failed';

const rateOf = (optimizer: CompleteSpec['optimizer']): number =>
  typeof optimizer === 'string' ? NaN : Number(optimizer['learningRate']);

const base = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [8] } },
  training: { epochs: 8 },
};

function recordOf(planned: PlannedRun, number: number, outcome: Outcome): PlanRecord {
  const { spec } = planned;
  const result = outcome(spec, planned);
  const failed = result === 'failed';
  const metrics = failed
    ? null
    : { 'validation/accuracy': 1 - result.error, 'validation/loss': 2 * result.error };
  const record: PlanRecord = {
    id: `run-${number}`,
    // As a database gives it back.
    run: JSON.parse(JSON.stringify(spec.run ?? null)) ?? undefined,
    status: failed ? 'failed' : 'done',
    bestEpoch: failed ? null : (result.bestEpoch ?? 5),
    bestMetrics: metrics,
    testMetrics: !failed && spec.test === true ? { 'test/accuracy': 1 - result.error } : null,
    numWeights: 100,
    numExamples: { train: Math.round(1000 * spec.data.fraction), validation: 100, test: 100 },
    report: null,
  };
  if (failed || !wantsPredictions(record, spec, registry)) return record;
  const split = spec.run?.split ?? 0;
  const seed = spec.run?.seed ?? spec.seed;
  const validation = predictions(split * 100, 100, result.error, seed);
  return {
    ...record,
    predictions: {
      validation,
      ...(spec.test === true ? { test: predictions(10_000, 100, result.error, seed) } : {}),
    },
  };
}

/** Two classes; a share of the examples is predicted wrongly, which ones depends on the seed. */
function predictions(first: number, length: number, error: number, seed: number): PredictionSet {
  const order = createRng(seed).fold(first).permutation(length);
  const wrong = new Set(order.subarray(0, Math.round(error * length)));
  const outputs = Float32Array.from({ length: 2 * length }, (_, i) => {
    const row = i >> 1;
    const right = (i & 1) === row % 2;
    return right === !wrong.has(row) ? 0.8 : 0.2;
  });
  const targets = Int32Array.from({ length }, (_, row) => row % 2);
  return { indices: targets.map((_, row) => first + row), outputs, targets, length, numOutputs: 2 };
}

/** Runs an experiment to its end, one run at a time, as a queue with one worker would. */
function simulate(written: object, outcome: Outcome) {
  const experiment = requireExperiment(written, registry);
  const records: PlanRecord[] = [];
  const made: PlannedRun[] = [];
  let open: PlannedRun[] = [];
  let plan: ExperimentPlan;
  for (;;) {
    const waiting = open.map((run, i): PlanRecord => ({
      ...emptyRecord(run),
      id: `run-${records.length + i}`,
    }));
    plan = planExperiment(experiment, registry, [...records, ...waiting]);
    made.push(...plan.runs);
    open.push(...plan.runs);
    const [next] = open;
    if (next === undefined) return { plan, records, made, experiment };
    open = open.slice(1);
    records.push(recordOf(next, records.length, outcome));
  }
}

function emptyRecord({ spec }: PlannedRun): PlanRecord {
  return {
    id: '',
    run: spec.run,
    status: 'open',
    bestEpoch: null,
    bestMetrics: null,
    testMetrics: null,
    numWeights: null,
    numExamples: null,
    report: null,
  };
}

const keys = (runs: readonly PlannedRun[]) => runs.map(({ key }) => key);

describe('planExperiment', () => {
  it('makes one run of a hold-out, which is the experiment itself', () => {
    const { plan, made, experiment } = simulate(base, () => ({ error: 0.1 }));
    expect(made.map(({ spec }) => spec)).toEqual([experiment.spec]);
    expect(plan).toMatchObject({ done: true, runs: [], result: { kind: 'single', status: 'done' } });
  });

  it('trains on each fold of a cross-validation, and sums them up', () => {
    const errors = [0.1, 0.2, 0.3, 0.2, 0.2];
    const { plan, made } = simulate({ ...base, protocol: { id: 'k-fold', folds: 5 } }, ({ run }) => ({
      error: errors[run?.split ?? 0] ?? 0,
    }));
    expect(made.map(({ name, fold }) => [name, fold])).toEqual(
      [0, 1, 2, 3, 4].map((fold) => [`fold ${fold + 1}`, fold]),
    );
    const { folds } = plan.result;
    // By hand: mean 0.8, squares 0.01 + 0.01, deviation sqrt(0.02 / 4), t(4, 97.5 %) = 2.776445.
    const summary = folds?.metrics['validation/accuracy'];
    expect(summary?.mean).toBeCloseTo(0.8, 12);
    expect(summary?.deviation).toBeCloseTo(Math.sqrt(0.005), 12);
    expect(summary?.interval?.high).toBeCloseTo(0.8 + (2.776445 * Math.sqrt(0.005)) / Math.sqrt(5), 5);
    expect(folds?.outOfFold).toMatchObject({ numExamples: 500 });
    expect(folds?.outOfFold?.metrics['accuracy']?.value).toBeCloseTo(0.8, 12);
    expect(folds?.outOfFold?.hardest[0]?.probability).toBeCloseTo(0.2, 6);
    expect(plan.result.test).toBeUndefined();
  });

  const searched = {
    ...base,
    search: {
      id: 'random',
      trials: 6,
      space: {
        'optimizer.learningRate': { logUniform: [1e-4, 1e-1] },
        'network.architecture.hidden': { choice: [[4], [16]] },
      },
    },
  };
  /** Best at a learning rate of 0.01. */
  const distance: Outcome = ({ optimizer }) => ({
    error: Math.min(0.9, 0.05 + 0.1 * Math.abs(Math.log10(rateOf(optimizer) / 0.01))),
  });

  it('searches: each trial is a run with its values; the best is found', () => {
    const { plan, made } = simulate(searched, distance);
    expect(made.map(({ trial }) => trial)).toEqual([0, 1, 2, 3, 4, 5]);
    const { search } = plan.result;
    const rates = made.map(({ spec }) => rateOf(spec.optimizer));
    const nearest = rates.toSorted((a, b) => Math.abs(Math.log(a / 0.01)) - Math.abs(Math.log(b / 0.01)))[0];
    expect(search?.best?.values['optimizer.learningRate']).toBe(nearest);
    expect(plan.result.chosen).toEqual(search?.best?.values);
    expect(search?.trials.map(({ value }) => typeof value)).toEqual(Array(6).fill('number'));
    expect(new Set(made.map(({ spec }) => JSON.stringify(spec.network.architecture))).size).toBe(2);
  });

  it('counts a trial of which one fold failed as failed', () => {
    const written = {
      ...searched,
      search: { ...searched.search, trials: 2, protocol: { id: 'k-fold', folds: 2 } },
    };
    const { plan, made } = simulate(written, ({ run }) =>
      run?.trial === 0 && run.split === 1 ? 'failed' : { error: 0.4 - 0.1 * (run?.split ?? 0) },
    );
    expect(made).toHaveLength(4);
    const [first, second] = plan.result.search?.trials ?? [];
    expect(first?.value).toBeNull();
    expect(second?.value).toBeCloseTo(0.35, 12);
    expect(second?.spread).toBeCloseTo(Math.sqrt(0.005), 12);
  });

  it('ends with the reason when every trial fails', () => {
    const { plan } = simulate({ ...searched, ensemble: { id: 'average', members: 2 } }, () => 'failed');
    expect(plan).toMatchObject({
      done: true,
      result: { status: 'failed', problem: expect.stringContaining('Every trial') },
    });
    expect(plan.result.ensemble).toBeUndefined();
  });

  it('halves: later rungs get more epochs, as the budget says', () => {
    const { made } = simulate(
      {
        ...searched,
        training: { epochs: 9 },
        search: { ...searched.search, id: 'successive-halving', trials: 9, eta: 3, minBudget: 1 / 9 },
      },
      distance,
    );
    const epochs = made.map(({ spec }) => spec.training.epochs);
    expect(epochs).toEqual([...Array<number>(9).fill(1), 3, 3, 3, 9]);
  });

  it('selects a candidate, trains it once more on all but the test part, and opens that once', () => {
    const error: Record<string, number> = { small: 0.3, large: 0.1 };
    const { plan, made } = simulate(
      {
        ...base,
        protocol: { id: 'k-fold', folds: 2 },
        selection: {
          candidates: [
            { name: 'small', set: { 'network.architecture.hidden': [4] } },
            { name: 'large', set: { 'network.architecture': { id: 'mlp', hidden: [32, 32] } } },
          ],
        },
      },
      ({ run }) => ({ error: error[run?.candidate ?? ''] ?? 0.12, bestEpoch: run?.split === 0 ? 3 : 6 }),
    );
    expect(plan.result.selection?.chosen).toBe('large');
    const final = made.at(-1)?.spec;
    expect(final).toMatchObject({
      test: true,
      run: { stage: 'final', learning: true },
      network: { architecture: { hidden: [32, 32] } },
      // The mean of 3 and 6, rounded.
      training: { epochs: 5, monitor: 'trainEval/loss' },
    });
    expect(made.filter(({ spec }) => spec.test === true)).toHaveLength(1);
    expect(plan.result.test).toMatchObject({ openings: ['the chosen network'], numExamples: 100 });
    expect(plan.result.test?.accuracy?.value).toBeCloseTo(0.88, 12);
  });

  it('makes search, folds and ensemble of one file, each with the values chosen', () => {
    const { plan, made } = simulate(
      {
        ...searched,
        protocol: { id: 'k-fold', folds: 3 },
        ensemble: { id: 'average', members: 4 },
      },
      (spec, run) => (run.spec.run?.stage === 'search' ? distance(spec, run) : { error: 0.2 }),
    );
    expect(plan.result.stages.map(({ stage, total, finished }) => [stage, total, finished])).toEqual([
      ['search', 6, 6],
      ['folds', 3, 3],
      ['ensemble', 4, 4],
    ]);
    const chosen = plan.result.chosen['optimizer.learningRate'];
    for (const { spec } of made.slice(6)) expect(spec.optimizer).toMatchObject({ learningRate: chosen });
    const { ensemble } = plan.result;
    expect(plan.result.kind).toBe('ensemble');
    expect(made.slice(9).map(({ member, seed }) => [member, seed])).toEqual(
      [0, 1, 2, 3].map((m) => [m, m + 1]),
    );
    // Members err on different examples, so that together they err less: the gain is what they lose alone.
    expect(ensemble?.test?.report?.gainOverMean.value).toBeGreaterThan(0.05);
    const { ensemble: together, meanMember, diversity } = ensemble!.test!.squaredError;
    expect(together).toBeCloseTo(meanMember - diversity, 10);
    expect(ensemble?.test?.errorBySize?.[0]).toBeCloseTo(0.2, 12);
    expect(ensemble?.test?.comparison['accuracy']?.mean).toBeCloseTo(0.8, 12);
    expect(plan.result.test).toMatchObject({
      openings: ['the ensemble and its members'],
      metrics: { 'test/accuracy': ensemble?.test?.comparison['accuracy']?.ensemble },
    });
  });

  it('takes the networks of a cross-validation as members', () => {
    const { plan, made } = simulate(
      { ...base, protocol: { id: 'k-fold', folds: 3 }, ensemble: { id: 'average', kind: 'folds' } },
      () => ({ error: 0.2 }),
    );
    expect(made).toHaveLength(3);
    expect(made.every(({ spec }) => spec.test === true)).toBe(true);
    expect(plan.result.ensemble).toMatchObject({ kind: 'folds', test: { numExamples: 100 } });
    expect(plan.result.ensemble?.validation).toBeUndefined();
  });

  it('takes snapshots one after the other, each from the one before', () => {
    const { made } = simulate({ ...base, ensemble: { id: 'average', kind: 'snapshot', members: 4 } }, () => ({
      error: 0.2,
    }));
    expect(made.map(({ startFrom }) => startFrom)).toEqual([undefined, 'run-0', 'run-1', 'run-2']);
    expect(made[0]?.spec).toMatchObject({
      training: { epochs: 2 },
      optimizer: { learningRate: { id: 'convlab/cosine' } },
    });
  });

  it('trains arms of a study with each seed, each on the split of its protocol that it names', () => {
    const protocol = { id: 'k-fold', folds: 3 };
    const arms = [
      { name: 'plain', set: {} },
      { name: 'fold 3', set: { protocol }, split: 2 },
    ];
    const { plan, made } = simulate({ ...base, study: { arms, seeds: [4, 5] } }, () => ({ error: 0.1 }));
    const places = made.map(({ spec }) => [spec.run?.arm, spec.seed, spec.protocol, spec.run?.split]);
    const fold = expect.objectContaining({ id: 'convlab/k-fold', folds: 3 });
    const plain = expect.objectContaining({ id: 'convlab/hold-out' });
    expect(places).toEqual([
      ['plain', 4, plain, 0],
      ['plain', 5, plain, 0],
      ['fold 3', 4, fold, 2],
      ['fold 3', 5, fold, 2],
    ]);
    expect(plan).toMatchObject({ done: true, result: { kind: 'study', status: 'done' } });
  });

  it('draws a learning curve and says what more data should give', () => {
    const { plan, made } = simulate({ ...base, learningCurve: { repeats: 2 } }, ({ data }) => ({
      error: 0.05 + 2 * (1000 * data.fraction) ** -0.5,
    }));
    expect(made).toHaveLength(8);
    const { learningCurve } = plan.result;
    expect(learningCurve?.fit?.law.a).toBeCloseTo(0.05, 3);
    expect(learningCurve?.fit?.doubling.value).toBeCloseTo(2 * (2000 ** -0.5 - 1000 ** -0.5), 4);
  });

  it('chooses anew in each outer fold of a nested protocol, and tests each once', () => {
    const { plan, made } = simulate(
      {
        ...searched,
        search: { ...searched.search, trials: 2 },
        protocol: { id: 'nested', outerFolds: 3, innerFolds: 2 },
      },
      (spec, run) =>
        run.spec.run?.stage === 'search' ? distance(spec, run) : { error: 0.1 * (spec.run?.outerFold ?? 0) },
    );
    expect(made).toHaveLength(3 * (2 * 2 + 1));
    const { outerFolds } = plan.result;
    expect(outerFolds?.folds.map(({ testMetrics }) => testMetrics?.['test/accuracy'])).toEqual([
      0.9, 0.8, 0.7,
    ]);
    expect(outerFolds?.metrics['test/accuracy']?.mean).toBeCloseTo(0.8, 12);
    expect(outerFolds?.folds[1]?.chosen).toHaveProperty(['optimizer.learningRate']);
    const splits = made.filter(({ spec }) => spec.run?.outerFold === 3).map(({ spec }) => spec.run?.split);
    expect(new Set(splits)).toEqual(new Set([4, 5]));
  });

  it('is a function of its records: from any part of them it goes on with what is missing', () => {
    const written = {
      ...searched,
      search: { ...searched.search, id: 'tpe', trials: 14, startup: 4 },
      protocol: { id: 'k-fold', folds: 2 },
      ensemble: { id: 'average', members: 2 },
    };
    const { records, made, experiment, plan } = simulate(written, distance);
    expect(new Set(keys(made)).size).toBe(made.length);
    for (let known = 0; known <= records.length; known++) {
      const kept = records.slice(0, known);
      const next = planExperiment(experiment, registry, kept);
      const have = new Set(kept.map(({ run }) => keyOf(run)));
      for (const { key } of next.runs) expect(have.has(key)).toBe(false);
      if (known < records.length) expect(keys(made)).toEqual(expect.arrayContaining(keys(next.runs)));
    }
    const shuffled = [...createRng(3).permutation(records.length)].map((i) => records[i] as PlanRecord);
    expect(planExperiment(experiment, registry, shuffled).result.search).toEqual(plan.result.search);
  });

  it('proposes the same trials whatever order results arrive in', () => {
    const written = {
      ...searched,
      search: { ...searched.search, id: 'tpe', trials: 12, startup: 3, parallel: 3 },
    };
    const inOrder = simulate(written, distance);
    const experiment = requireExperiment(written, registry);
    const records: PlanRecord[] = [];
    let open: PlannedRun[] = [];
    for (;;) {
      const waiting = open.map(emptyRecord);
      open = [...open, ...planExperiment(experiment, registry, [...records, ...waiting]).runs];
      // The last one finishes first.
      const next = open.pop();
      if (next === undefined) break;
      records.push(recordOf(next, records.length, distance));
    }
    const values = (all: readonly PlanRecord[]) =>
      all.map(({ run }) => [run?.trial, run?.values]).toSorted(([a], [b]) => Number(a) - Number(b));
    expect(values(records)).toEqual(values(inOrder.records));
  });
});
