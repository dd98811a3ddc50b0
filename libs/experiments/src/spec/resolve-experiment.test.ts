import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../_testing/registry.ts';
import { experimentSchema } from './experiment-spec.ts';
import { resolveExperiment } from './resolve-experiment.ts';
import { specHash } from './spec-hash.ts';

const resolve = (written: unknown) => resolveExperiment(written, registry);
const valueOf = (written: unknown) => {
  const result = resolve(written);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
};
const issuesOf = (written: unknown) => {
  const result = resolve(written);
  return result.ok ? [] : result.issues;
};
const digits = { data: { set: 'digits' } };

describe('resolveExperiment', () => {
  it('makes a good experiment of a data set alone', () => {
    const { spec, network, info } = valueOf(digits);
    expect(spec).toMatchObject({
      version: 1,
      name: 'conv-net on digits',
      data: { set: { id: 'convlab/digits' }, split: { id: 'convlab/stratified', train: 0.7 } },
      loss: { id: 'convlab/softmax-cross-entropy' },
      metrics: [{ id: 'convlab/accuracy' }],
      training: { batchSize: 64, epochs: 20, monitor: 'validation/loss' },
      seed: 1,
    });
    expect(info.inputShape).toEqual([8, 8, 1]);
    expect(network.outputShape).toEqual([10]);
  });

  it('chooses a network that fits the examples', () => {
    expect(valueOf({ data: { set: 'iris' } }).spec).toMatchObject({
      name: 'mlp on iris',
      network: { architecture: { id: 'convlab/mlp' } },
    });
    expect(valueOf({ data: { set: 'diabetes' } }).network.outputShape).toEqual([1]);
  });

  it('is a fixed point: a complete experiment resolves to itself, with the same hash', async () => {
    const once = valueOf(digits).spec;
    const twice = valueOf(JSON.parse(JSON.stringify(once))).spec;
    expect(twice).toEqual(once);
    expect(await specHash(twice)).toBe(await specHash(once));
    expect(await specHash(valueOf({ ...digits, seed: 2 }).spec)).not.toBe(await specHash(once));
    expect(await specHash(valueOf({ ...digits, name: 'other' }).spec)).toBe(await specHash(once));
  });

  it.each([
    ['labelNoise', 0, 0.5],
    ['perturb', [], ['translate']],
  ])(
    'counts %s among what makes an experiment another one, but not its absence',
    async (field, none, some) => {
      const { spec } = valueOf(digits);
      const { [field]: absent, ...rest } = spec.data as Record<string, unknown>;
      expect(absent).toEqual(none);
      expect(await specHash({ ...spec, data: rest })).toBe(await specHash(spec));
      const other = valueOf({ ...digits, data: { ...digits.data, [field]: some } });
      expect(await specHash(other.spec)).not.toBe(await specHash(spec));
    },
  );

  it('reads the short forms', () => {
    const long = {
      data: { set: 'digits', split: { id: 'stratified', train: 0.8, validation: 0.1, test: 0.1 } },
      network: { architecture: { id: 'conv-net', blocks: [8] } },
    };
    const short = {
      data: { set: 'digits', split: { train: 0.8, validation: 0.1, test: 0.1 } },
      network: { architecture: 'conv-net', config: { blocks: [8] } },
    };
    expect(valueOf(short).spec).toEqual(valueOf(long).spec);
    const stopping = valueOf({ ...digits, training: { earlyStopping: { monitor: 'validation/accuracy' } } })
      .spec.training;
    expect(stopping).toMatchObject({
      monitor: 'validation/accuracy',
      earlyStopping: { patience: 5, minDelta: 0 },
    });
  });

  it.each([
    ['an unknown plugin', { data: { set: 'digit' } }, ['data', 'set'], 'Did you mean "digits"?'],
    ['a wrong type', { ...digits, training: { epochs: 'many' } }, ['training', 'epochs'], ''],
    ['an unknown key', { ...digits, trainig: {} }, [], ''],
    [
      'a wrong nested value',
      { ...digits, regularizers: ['l2', { id: 'dropout', rate: 2 }] },
      ['regularizers', 1, 'rate'],
      '',
    ],
    [
      'a wrong value of an architecture',
      { ...digits, network: { architecture: { id: 'conv-net', blocks: [0] } } },
      ['network', 'architecture', 'blocks', 0],
      '',
    ],
    [
      'a nested optimizer fault',
      { ...digits, optimizer: { id: 'adam', learningRate: { id: 'cosin' } } },
      ['optimizer', 'learningRate'],
      'cosine',
    ],
    [
      'random labels where there are no classes',
      { data: { set: 'diabetes', labelNoise: 0.5 } },
      ['data', 'labelNoise'],
      'classification alone',
    ],
    [
      'fractions that do not add up',
      { data: { set: 'digits', split: { train: 0.9 } } },
      ['data', 'split'],
      '',
    ],
  ])('refuses %s, naming its path', (_what, written, path, hint) => {
    const [issue] = issuesOf(written);
    expect(issue?.path).toEqual(path);
    expect(`${issue?.message} ${issue?.hint ?? ''}`).toContain(hint);
  });

  it('refuses an impossible shape, naming the node and the formula', () => {
    const [issue] = issuesOf({
      ...digits,
      network: { architecture: { id: 'conv-net', blocks: [4, 4, 4, 4, 4] } },
    });
    expect(issue).toMatchObject({ code: 'E_SHAPE_WINDOW', path: ['network', 'architecture'] });
    expect(issue?.message).toMatch(/block4\.pool.*floor/);
  });

  it('lists every fault at once', () => {
    const faults = issuesOf({ data: { set: 'nope' }, optimizer: 'nope', regularizers: ['nope'] });
    expect(faults.map(({ path }) => path[0])).toEqual(['data', 'regularizers', 'optimizer']);
  });

  it('takes a network as data, and checks its outputs', () => {
    const dense = (units: number) => ({
      version: 1,
      inputShape: [8, 8, 1],
      nodes: [
        { name: 'flat', op: { kind: 'layer', id: 'flatten' }, inputs: ['input'] },
        { name: 'out', op: { kind: 'layer', id: 'dense', units }, inputs: ['flat'] },
      ],
      outputs: [{ node: 'out' }],
    });
    expect(valueOf({ ...digits, network: { graph: dense(10) } }).network.numWeights).toBe(650);
    expect(issuesOf({ ...digits, network: { graph: dense(3) } })[0]).toMatchObject({
      code: 'E_NETWORK_OUTPUT',
      path: ['network'],
    });
    expect(issuesOf({ ...digits, network: { graph: { ...dense(10), nodes: [] } } })[0]?.path).toEqual([
      'network',
      'graph',
      'nodes',
    ]);
  });

  it('answers anything at all with an experiment or a list of faults, never an exception', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void resolve(value)));
    const keys = fc.constantFrom(
      'data',
      'network',
      'optimizer',
      'training',
      'set',
      'graph',
      'id',
      '__proto__',
      'constructor',
    );
    const nested = fc.letrec((tie) => ({
      node: fc.oneof({ depthSize: 'small' }, fc.jsonValue({ maxDepth: 1 }), fc.dictionary(keys, tie('node'))),
    })).node;
    fc.assert(fc.property(nested, (value) => void resolve({ ...digits, ...(value as object) })));
  });
});

describe('experimentSchema', () => {
  it('is JSON with a title and description for every field of a form', () => {
    const schema = experimentSchema() as { properties: Record<string, { title?: string }> };
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    const nameless = (node: unknown, path: string): string[] => {
      if (typeof node !== 'object' || node === null) return [];
      return Object.entries(node).flatMap(([key, value]) => {
        const fields =
          key === 'properties' ? Object.entries(value as Record<string, { title?: string }>) : [];
        const found = fields.filter(([, field]) => !field.title).map(([name]) => `${path}.${name}`);
        return [...found, ...nameless(value, `${path}.${key}`)];
      });
    };
    // References are shown as a picker with the plugin's own form.
    expect(nameless(schema, '').filter((path) => !/\.anyOf\.\d+\.(id|version)$/.test(path))).toEqual([]);
  });
});
