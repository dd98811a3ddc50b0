import { readFile } from 'node:fs/promises';
import { useConvlabBackend } from '@convlab/backend';
import { train } from '@convlab/training';
import { beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../_testing/registry.ts';
import { requireExperiment } from '../spec/resolve-experiment.ts';
import { judgeRun } from './judge-run.ts';
import { prepareTraining } from './prepare-training.ts';

const backend = { name: 'convlab', reason: 'test' };
const file = new URL('../../../../examples/digits.json', import.meta.url);

describe('prepareTraining', () => {
  beforeAll(async () => {
    await useConvlabBackend();
  });

  it('fits the scaler on the training part alone', async () => {
    const { setup } = await prepareTraining(
      requireExperiment({ data: { set: 'digits' } }, registry),
      registry,
      backend,
    );
    const { inputs } = await setup.source.read(setup.split.train);
    const mean = inputs.reduce((sum, value) => sum + value, 0) / inputs.length;
    expect(mean).toBeCloseTo(0, 4);
    const all = await setup.source.read(setup.split.validation);
    expect(Math.abs(all.inputs.reduce((sum, value) => sum + value, 0) / all.inputs.length)).toBeGreaterThan(
      1e-4,
    );
  });

  it('splits, orders and initializes independently of each other: a longer training begins like a shorter one', async () => {
    const first = async (epochs: number) => {
      const spec = {
        data: { set: 'digits' },
        network: { architecture: { id: 'conv-net', blocks: [4], dense: [] } },
        training: { epochs },
      };
      const { setup } = await prepareTraining(requireExperiment(spec, registry), registry, backend);
      return (await train(setup)).history[0];
    };
    expect(await first(2)).toEqual(await first(1));
  });

  it('augments the training examples alone, anew in each epoch', async () => {
    const spec = {
      data: { set: 'digits', augment: [{ id: 'translate', fraction: 0.2 }, 'mixup'] },
      training: { epochs: 1 },
    };
    const { setup } = await prepareTraining(requireExperiment(spec, registry), registry, backend);
    const indices = setup.split.train.subarray(0, 20);
    const read = async (epoch: number) => (await setup.trainingSource?.(epoch).read(indices))?.inputs;
    const plain = (await setup.source.read(indices)).inputs;
    expect(await read(1)).not.toEqual(plain);
    expect(await read(1)).not.toEqual(await read(2));
    expect(await read(1)).toEqual(await read(1));
    const { history } = await train(setup);
    expect(history[0]?.['validation/accuracy']).toBeGreaterThan(0.3);
  });

  it('perturbs validation and test alone, in all trainings and epochs alike', async () => {
    const inputsOf = async (perturb: readonly object[], augment: readonly string[] = [], run?: object) => {
      const spec = { data: { set: 'digits', scale: 'none', augment, perturb }, ...(run && { run }) };
      const { setup } = await prepareTraining(requireExperiment(spec, registry), registry, backend);
      const { source, trainingSource, split } = setup;
      const read = async (from: typeof source, part: Int32Array) => (await from.read(part)).inputs;
      return {
        train: await read(source, split.train),
        augmented: await read(trainingSource?.(1) ?? source, split.train),
        judged: [await read(source, split.validation), await read(source, split.test)],
      };
    };
    const shift = [{ id: 'translate', fraction: 0.25 }];
    const [plain, shifted] = [await inputsOf([]), await inputsOf(shift)];
    expect(shifted.train).toEqual(plain.train);
    expect(shifted.judged[0]).not.toEqual(plain.judged[0]);
    expect(shifted.judged[1]).not.toEqual(plain.judged[1]);
    // Neither first weights nor augmentation of a training change what it is judged on.
    const other = await inputsOf(shift, ['flip'], { stage: 'study', arm: 'other', repeat: 1, seed: 9 });
    expect(other.judged).toEqual(shifted.judged);
    expect(other.augmented).toEqual(
      (await inputsOf([], ['flip'], { stage: 'study', arm: 'other', repeat: 1, seed: 9 })).augmented,
    );
  });

  it.each([[[]], [['flip']]])(
    'replaces labels of the training part alone, before augmentation %j',
    async (augment) => {
      const labelsOf = async (labelNoise: number, seed: number) => {
        const spec = { data: { set: 'digits', augment, labelNoise }, seed };
        const { setup } = await prepareTraining(requireExperiment(spec, registry), registry, backend);
        const { source, trainingSource, split } = setup;
        const read = async (from: typeof source, part: Int32Array) => (await from.read(part)).targets;
        return {
          train: await read(trainingSource?.(1) ?? source, split.train),
          // What the training error is measured on.
          judged: await read(source, split.train),
          rest: [await read(source, split.validation), await read(source, split.test)],
        };
      };
      const [plain, noisy] = [await labelsOf(0, 1), await labelsOf(0.5, 1)];
      expect(noisy.rest).toEqual(plain.rest);
      expect(noisy.train).toEqual(noisy.judged);
      const wrong = noisy.train.filter((label, i) => label !== plain.train[i]).length / plain.train.length;
      // Of half the labels, one in ten stays right by chance.
      expect(Math.abs(wrong - 0.45)).toBeLessThan(0.06);
      expect(await labelsOf(0.5, 1)).toEqual(noisy);
    },
  );

  it('trains the first example above 97 % validation accuracy, with a verdict', async () => {
    const written = JSON.parse(await readFile(file, 'utf8')) as unknown;
    const { spec } = requireExperiment(written, registry);
    const { setup } = await prepareTraining(requireExperiment(written, registry), registry, backend);
    let started;
    const { event, history } = await train(setup, {
      listener: { progress: (each) => void (each.type === 'started' && (started = each)) },
    });
    expect(event.bestMetrics['validation/accuracy']).toBeGreaterThan(0.97);
    const report = judgeRun({ started: started!, rows: history, reason: event.reason, spec }, registry);
    expect(report.bestEpoch).toBe(event.bestEpoch);
    expect(report.verdict).not.toBe('cannot-tell');
  }, 120_000);
});
