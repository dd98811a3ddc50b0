import {
  createRng,
  numElements,
  type Augmentation,
  type AugmentationContext,
  type ConformanceCase,
  type DataSet,
  type DataSplit,
  type ExampleSource,
  type HostBatch,
  type PluginKinds,
  type Protocol,
  type Scaler,
  type Split,
} from '@convlab/core';
import type { Check } from '../conformance-case/conformance-case.ts';
import { each, is } from './each-case.ts';
import { fail } from './fail.ts';
import { sampleSource } from './samples.ts';

/* Streams that a property is tried with. */
const STREAMS = 12;

/** Checks of data sets, splits, protocols, scalers and augmentations. */
export const dataChecks: readonly Check[] = [
  { name: 'facts are complete and true', appliesTo: is('data-set'), run: each('data-set', factsAreTrue) },
  {
    name: 'reading is repeatable, in any order',
    appliesTo: is('data-set'),
    run: each('data-set', readsAgain),
  },
  { name: 'parts are disjoint and complete', appliesTo: is('split'), run: each('split', partsAreDisjoint) },
  { name: 'one stream gives one division', appliesTo: is('split'), run: each('split', splitRepeats) },
  {
    name: 'parts of every planned split are disjoint',
    appliesTo: is('protocol'),
    run: each('protocol', plansAreDisjoint),
  },
  {
    name: 'plans as many splits as it says, each with a name',
    appliesTo: is('protocol'),
    run: each('protocol', planIsCounted),
  },
  {
    name: 'parts have the classes in the shares of the whole',
    appliesTo: isStratified('split'),
    run: eachStratified('split', splitIsStratified),
  },
  {
    name: 'learning parts have the classes in their shares',
    appliesTo: isStratified('protocol'),
    run: eachStratified('protocol', planIsStratified),
  },
  { name: 'one stream gives one plan', appliesTo: is('protocol'), run: each('protocol', planRepeats) },
  {
    name: 'scaled examples have the stated shape',
    appliesTo: is('scaler'),
    run: each('scaler', scaledShape),
  },
  {
    name: 'statistics come from the training part alone',
    appliesTo: is('scaler'),
    run: each('scaler', fitsOnTrainingOnly),
  },
  { name: 'a saved scaler scales alike', appliesTo: is('scaler'), run: each('scaler', scalerSurvives) },
  {
    name: 'one stream gives one change, another one another',
    appliesTo: is('augmentation'),
    run: each('augmentation', changeRepeats),
  },
  {
    name: 'changed examples are finite and of the same size',
    appliesTo: is('augmentation'),
    run: each('augmentation', changeIsFinite),
  },
  {
    name: 'mixed targets are probabilities; the batch is left untouched',
    appliesTo: is('augmentation'),
    run: each('augmentation', mixtureIsSound),
  },
];

async function factsAreTrue({ info, load }: DataSet, { factsOnly = false }: ConformanceCase): Promise<void> {
  const texts = [info.licence, info.source];
  if (texts.some((text) => text.trim() === '')) fail('The licence or the source is not stated.', texts);
  if (info.outputNames.length !== info.numOutputs)
    fail(`There are ${info.numOutputs} outputs, but ${info.outputNames.length} names.`);
  if (factsOnly) return;
  const source = await load();
  if (source.length !== info.numExamples || source.info.numExamples !== info.numExamples)
    fail(`${info.numExamples} examples are stated, ${source.length} are there.`);
  if (source.info.inputShape.join() !== info.inputShape.join())
    fail('Examples have another shape.', source.info.inputShape);
  const batch = await source.read(someIndices(source));
  requireSound(batch, source);
}

function requireSound({ inputs, targets, length }: HostBatch, { info }: ExampleSource): void {
  if (inputs.length !== length * numElements(info.inputShape))
    fail('A batch has another number of values.', inputs.length);
  const [low, high] = info.inputRange ?? [-Infinity, Infinity];
  if (!inputs.every((value) => Number.isFinite(value) && value >= low && value <= high))
    fail('Inputs are not finite, or outside of their range.', info.inputRange);
  const classes = info.task === 'classification';
  if (targets.length !== length * (classes ? 1 : info.numOutputs))
    fail('A batch has another number of targets.', targets.length);
  if (classes && !targets.every((target) => target >= 0 && target < info.numOutputs))
    fail('A target is no class.');
}

async function readsAgain({ load }: DataSet, { factsOnly = false }: ConformanceCase): Promise<void> {
  if (factsOnly) return;
  const [source, again] = [await load(), await load()];
  const indices = someIndices(source);
  const forwards = await source.read(indices);
  const backwards = await again.read(indices.toReversed());
  const size = forwards.inputs.length / forwards.length;
  const last = forwards.inputs.slice(-size);
  if (last.some((value, i) => value !== backwards.inputs[i])) fail('One example has two inputs.');
  const labels = source.labels;
  if (labels !== undefined && [...indices].some((index, i) => labels[index] !== forwards.targets[i]))
    fail('Labels and targets disagree.');
}

function someIndices({ length }: ExampleSource): Int32Array {
  return Int32Array.from(
    new Set([0, 1, Math.floor(length / 2), length - 1].filter((i) => i >= 0 && i < length)),
  );
}

function partsAreDisjoint(split: Split): void {
  const source = sampleSource();
  const parts = split.split(source, createRng(1));
  requireDisjoint(parts, source.length);
  const count = parts.train.length + parts.validation.length + parts.test.length;
  if (count !== source.length) fail(`Of ${source.length} examples, the parts hold ${count}.`);
  if (parts.train.length === 0) fail('The training part is empty.');
}

function requireDisjoint({ train, validation, test }: DataSplit, length: number): void {
  const all = [...train, ...validation, ...test];
  if (new Set(all).size !== all.length) fail('An example is in two parts.');
  if (all.some((index) => !Number.isInteger(index) || index < 0 || index >= length))
    fail('An index names no example.');
}

function isStratified(kind: 'split' | 'protocol'): Check['appliesTo'] {
  return (plugin) => plugin.kind === kind && plugin.traits.includes('stratified');
}

/** Runs a check on the cases that do not switch stratification off. */
function eachStratified<K extends 'split' | 'protocol'>(
  kind: K,
  check: (part: PluginKinds[K]) => void,
): Check['run'] {
  return (subject) => {
    const cases = subject.cases.filter(({ config }) => config?.['stratified'] !== false);
    return each(kind, check)({ ...subject, cases });
  };
}

function splitIsStratified(split: Split): void {
  for (let seed = 0; seed < STREAMS; seed++) {
    const { train, validation, test } = split.split(sampleSource(), createRng(seed));
    requireShares([train, validation, test]);
  }
}

function planIsStratified(protocol: Protocol): void {
  for (let seed = 0; seed < STREAMS; seed++)
    plan(protocol, seed).forEach(({ train, validation }) => requireShares([train, validation]));
}

/* Whole examples cannot be shared out exactly: a class and its part are each rounded. */
const ROUNDING = 2;

/** Demands that each part has about as many examples of each class as the classes' shares of all parts together give it. */
function requireShares(parts: readonly Int32Array[]): void {
  const { labels = new Int32Array(0) } = sampleSource();
  const count = (part: readonly number[], label: number): number =>
    part.filter((index) => labels[index] === label).length;
  const whole = parts.flatMap((part) => [...part]);
  for (const part of parts) {
    for (const label of new Set(labels)) {
      const fair = (part.length * count(whole, label)) / whole.length;
      const received = count([...part], label);
      if (Math.abs(received - fair) >= ROUNDING)
        fail(
          `A part of ${part.length} examples has ${received} of class ${label} in place of ${fair.toFixed(1)}.`,
        );
    }
  }
}

function splitRepeats(split: Split): void {
  const source = sampleSource();
  const once = (seed: number) => JSON.stringify(listed(split.split(source, createRng(seed))));
  if (once(1) !== once(1)) fail('One stream gives two divisions.');
  if (once(1) === once(2) && once(1) === once(3)) fail('Three streams give one division.');
}

function listed({ train, validation, test }: DataSplit): readonly (readonly number[])[] {
  return [[...train], [...validation], [...test]];
}

/** A third of the examples is the test part, every sixth of the rest is for validation. */
const PLAIN_SPLIT: Split = {
  split: ({ length }) => {
    const all = Array.from({ length }, (_, i) => i);
    const rest = all.filter((i) => i % 3 !== 0);
    return {
      train: Int32Array.from(rest.filter((_, i) => i % 6 !== 0)) as DataSplit['train'],
      validation: Int32Array.from(rest.filter((_, i) => i % 6 === 0)),
      test: Int32Array.from(all.filter((i) => i % 3 === 0)),
    };
  },
};

function plan(protocol: Protocol, seed = 1) {
  return protocol.plan(sampleSource(), PLAIN_SPLIT, createRng(seed));
}

function plansAreDisjoint(protocol: Protocol): void {
  for (const planned of plan(protocol)) {
    requireDisjoint(planned, sampleSource().length);
    if (planned.train.length === 0) fail(`The training part of "${planned.name}" is empty.`);
  }
}

function planIsCounted(protocol: Protocol): void {
  const names = plan(protocol).map(({ name }) => name);
  if (names.length !== protocol.numSplits)
    fail(`${protocol.numSplits} splits are stated, ${names.length} planned.`);
  if (new Set(names).size !== names.length || names.includes(''))
    fail('Two splits have one name, or one has none.', names);
}

function planRepeats(protocol: Protocol): void {
  const once = () => JSON.stringify(plan(protocol).map(listed));
  if (once() !== once()) fail('One stream gives two plans.');
}

async function fitted(scaler: Scaler, source = sampleSource()) {
  return scaler.fit(source, PLAIN_SPLIT.split(source, createRng(0)).train);
}

async function someInputs(): Promise<Float32Array> {
  return (await sampleSource().read(Int32Array.of(0, 5, 7))).inputs;
}

async function scaledShape(scaler: Scaler): Promise<void> {
  const { outputShape, transform } = await fitted(scaler);
  const inputs = await someInputs();
  const before = Float32Array.from(inputs);
  const whole = transform(inputs);
  if (inputs.some((value, i) => value !== before[i]) || whole === inputs)
    fail('Scaling changes what it was given.');
  if (whole.length !== 3 * numElements(outputShape))
    fail('Scaled examples have another shape.', whole.length);
  if (!whole.every(Number.isFinite)) fail('Scaled values are not finite.');
  const alone = transform(before.slice(0, before.length / 3));
  if (alone.some((value, i) => Math.abs(value - (whole[i] as number)) > 1e-5))
    fail('Alone, an example is scaled to something else.');
}

async function fitsOnTrainingOnly(scaler: Scaler): Promise<void> {
  const training = new Set(PLAIN_SPLIT.split(sampleSource(), createRng(0)).train);
  const changed = sampleSource((value, example) => (training.has(example) ? value : 255 - value / 2));
  const [one, other] = [await fitted(scaler), await fitted(scaler, changed)];
  const inputs = await someInputs();
  const again = other.transform(inputs);
  if (one.transform(inputs).some((value, i) => value !== again[i]))
    fail('With other validation and test examples, the scaler scales differently.');
}

async function scalerSurvives(scaler: Scaler): Promise<void> {
  const one = await fitted(scaler);
  const restored = scaler.restore(JSON.parse(JSON.stringify(one.toJSON() ?? null)));
  const inputs = await someInputs();
  const again = restored.transform(inputs);
  const same = one
    .transform(inputs)
    .every((value, i) => Math.abs(value - (again[i] as number)) <= 1e-6 * Math.max(1, Math.abs(value)));
  if (!same || restored.outputShape.join() !== one.outputShape.join())
    fail('A restored scaler scales differently.');
}

const CONTEXT: AugmentationContext = { shape: [4, 3, 2], range: [0, 255] };

/** One use of each part of an augmentation. */
async function change(augmentation: Augmentation, seed: number) {
  const rng = () => createRng(seed);
  const batch = await sampleSource().read(Int32Array.of(0, 3, 5, 9));
  const example = batch.inputs.slice(0, numElements(CONTEXT.shape));
  augmentation.values?.(example, CONTEXT, rng());
  const { inputs, softTargets } = augmentation.mix?.(batch, { ...CONTEXT, numOutputs: 3 }, rng()) ?? batch;
  return {
    geometry: augmentation.geometry?.(CONTEXT, rng()) ?? [],
    example: [...example],
    inputs: [...inputs],
    softTargets: [...(softTargets ?? [])],
  };
}

async function changeRepeats(augmentation: Augmentation): Promise<void> {
  const seen = new Set<string>();
  for (let seed = 0; seed < STREAMS; seed++) {
    const once = JSON.stringify(await change(augmentation, seed));
    if (once !== JSON.stringify(await change(augmentation, seed))) fail('One stream gives two changes.');
    seen.add(once);
  }
  if (seen.size === 1) fail(`${STREAMS} streams give one change.`);
}

async function changeIsFinite(augmentation: Augmentation): Promise<void> {
  const { geometry, values, mix } = augmentation;
  if (geometry === undefined && values === undefined && mix === undefined)
    fail('The augmentation changes nothing.');
  for (let seed = 0; seed < STREAMS; seed++) {
    const changed = await change(augmentation, seed);
    const numbers = changed.geometry.flatMap((map) => ('lens' in map ? [map.lens] : [...map.affine]));
    if (![...numbers, ...changed.example, ...changed.inputs].every(Number.isFinite))
      fail('A change is not finite.');
    if (changed.inputs.length !== 4 * numElements(CONTEXT.shape))
      fail('A mixed batch has another size.', changed.inputs.length);
  }
}

async function mixtureIsSound({ mix }: Augmentation): Promise<void> {
  if (mix === undefined) return;
  const batch = await sampleSource().read(Int32Array.of(0, 3, 5, 9));
  const before = [...batch.inputs];
  for (let seed = 0; seed < STREAMS; seed++) {
    const { softTargets, length } = mix(batch, { ...CONTEXT, numOutputs: 3 }, createRng(seed));
    if (batch.inputs.some((value, i) => value !== before[i]))
      fail('Mixing changes the batch that was given.');
    if (length !== batch.length || softTargets?.length !== 12)
      fail('A mixed batch has no soft targets [n, numOutputs].');
    for (let i = 0; i < length; i++) {
      const row = softTargets.subarray(3 * i, 3 * i + 3);
      const sum = row.reduce((a, b) => a + b, 0);
      if (!(Math.abs(sum - 1) < 1e-5) || row.some((value) => value < 0))
        fail('Soft targets are no probabilities.', [...row]);
    }
  }
}
