import type { Study, StudyBudget, StudyRun } from '@convlab/core';
import type { Check } from '../conformance-case/conformance-case.ts';
import { each, is } from './each-case.ts';
import { fail } from './fail.ts';

const BUDGETS: readonly StudyBudget[] = ['smoke', 'lesson', 'full'];

/** Checks of studies. */
export const studyChecks: readonly Check[] = [
  {
    name: 'says what it claims, predicts and asks for before it is run',
    appliesTo: is('study'),
    run: each('study', isWritten),
  },
  {
    name: 'has a repeatable design for every budget, with distinct arms and seeds',
    appliesTo: is('study'),
    run: each('study', hasDesigns),
  },
  {
    name: 'judges any trainings without failing, in any order the same',
    appliesTo: is('study'),
    run: each('study', judgesAnything),
  },
  {
    name: 'judges the same trainings alike on a slower machine',
    appliesTo: is('study'),
    run: each('study', forgetsTime),
  },
];

function isWritten({ claim, prediction, rule, factors, caveats }: Study): void {
  for (const [field, text] of Object.entries({ claim, prediction, rule }))
    if (text.trim() === '') fail(`The ${field} is empty.`);
  if (factors.length === 0) fail('It names no factor that is varied.');
  if (caveats.length === 0) fail('It names nothing that its result cannot say.');
}

function hasDesigns(study: Study): void {
  for (const budget of BUDGETS) {
    const { arms, seeds } = study.design(budget);
    const names = arms.map(({ name }) => name);
    if (JSON.stringify(study.design(budget)) !== JSON.stringify(study.design(budget)))
      fail(`The design for ${budget} is another one the second time.`);
    if (names.length < 2 || new Set(names).size < names.length)
      fail(`The design for ${budget} has not two or more arms of different names.`, names);
    if (seeds.length === 0 || new Set(seeds).size < seeds.length)
      fail(`The design for ${budget} has no seeds, or one of them twice.`, seeds);
    for (const arm of arms)
      if (arm.seeds?.some((seed) => !seeds.includes(seed)))
        fail(`The arm "${arm.name}" has a seed that the design for ${budget} has not.`, arm.seeds);
  }
}

function judgesAnything(study: Study): void {
  const { arms, seeds } = study.design('smoke');
  const all = arms.flatMap((arm) => (arm.seeds ?? seeds).map((seed) => trained(arm.name, seed)));
  const failed = all.map(({ arm, seed }) => unfinished(arm, seed));
  for (const runs of [all, failed, [...all.slice(1), ...failed.slice(0, 1)], []]) {
    const finding = study.judge(runs, 'smoke');
    if (finding.sentence.trim() === '') fail('It judges without a sentence.', finding);
    const other = study.judge(runs.toReversed(), 'smoke');
    if (other.verdict !== finding.verdict || other.sentence !== finding.sentence)
      fail('It judges the same trainings otherwise in another order.', [finding.sentence, other.sentence]);
    if (runs === failed && finding.verdict === 'supported')
      fail('It finds its claim supported by trainings that all failed.', finding);
  }
}

/** Wall time may be shown, but no verdict, sentence or effect may rest on it: nobody could repeat it. */
function forgetsTime(study: Study): void {
  const { arms, seeds } = study.design('smoke');
  const runs = arms.flatMap((arm) => (arm.seeds ?? seeds).map((seed) => trained(arm.name, seed)));
  const slower = runs.map((run, i) => ({ ...run, epochMs: run.epochMs.map((ms) => ms * (i + 2)) }));
  const judged = [runs, slower].map((trainings) => {
    const { verdict, sentence, effects } = study.judge(trainings, 'smoke');
    return JSON.stringify({ verdict, sentence, effects });
  });
  if (judged[0] !== judged[1]) fail('It judges by wall time.', judged);
}

/** A training as they come: it learns, a little differently with each seed. */
function trained(arm: string, seed: number): StudyRun {
  const rows = Array.from({ length: 4 }, (_, i) => ({
    'train/loss': 2 / (i + seed),
    'trainEval/loss': 1.9 / (i + seed),
    'validation/loss': 2 / (i + seed),
    'trainEval/accuracy': 1 - 0.8 / (i + seed + 1),
    'validation/accuracy': 1 - 0.85 / (i + seed + 1),
  }));
  const layer = {
    layer: 'conv1',
    gradientNorm: 0.1 / seed,
    activationStd: 1,
    deadShare: 0,
    weightZeroShare: 0,
  };
  return {
    arm,
    seed,
    status: 'done',
    rows,
    epochMs: rows.map(() => 20 * seed),
    bestEpoch: 4,
    stepsPerEpoch: 10,
    plannedEpochs: 4,
    numWeights: 1000,
    numExamples: { train: 640, validation: 2 },
    layers: [{ epoch: 1, layers: [layer, { ...layer, layer: 'conv2', activationStd: null }] }],
    predictions: {
      outputs: Float32Array.of(0.8, 0.2, 0.4, 0.6),
      targets: Int32Array.of(0, 1),
      length: 2,
      numOutputs: 2,
    },
  };
}

function unfinished(arm: string, seed: number): StudyRun {
  const { predictions: _predictions, ...run } = trained(arm, seed);
  return {
    ...run,
    status: 'failed',
    rows: [],
    epochMs: [],
    bestEpoch: null,
    stepsPerEpoch: null,
    numWeights: null,
    numExamples: null,
    layers: [],
  };
}
