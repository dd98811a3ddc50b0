import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { Fans, Initializer } from '../kinds/initializer.ts';
import { definePlugin } from './define-plugin.ts';
import { pluginRef } from './plugin-ref-schema.ts';
import { createRegistry } from './registry.ts';

const fill = (value: number): Initializer => ({
  init: (shape) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});
const fans: Fans = { fanIn: 1, fanOut: 1 };
const rng = undefined as never; // these initializers draw nothing

const constant = definePlugin({
  kind: 'initializer',
  id: 'convlab/constant',
  version: 2,
  title: 'Constant',
  summary: 'Every weight has one value.',
  config: z.strictObject({ value: z.number().min(-10).max(10).default(0) }),
  create: ({ value }) => fill(value),
  migrate: { 1: ({ constant: value, ...rest }) => ({ value, ...rest }) },
});
const twice = definePlugin({
  kind: 'initializer',
  id: 'acme/twice',
  version: 1,
  title: 'Twice',
  summary: 'Doubles what another gives.',
  config: z.strictObject({
    of: pluginRef('initializer').default('constant'),
    all: z.array(pluginRef('initializer')).default([]),
  }),
  create: ({ of }, { resolve }) => {
    const inner = resolve('initializer', of);
    return { init: (...call) => inner.init(...call).map((v) => 2 * v) };
  },
});
const registry = createRegistry().use(constant, twice);

describe('createRegistry', () => {
  it('creates a part from an id, or from an id with its configuration', () => {
    expect([...registry.create('initializer', 'constant').init([2], fans, rng)]).toEqual([0, 0]);
    expect([...registry.create('initializer', { id: 'constant', value: 3 }).init([1], fans, rng)]).toEqual([
      3,
    ]);
    const nested = { id: 'acme/twice', of: { id: 'constant', value: 4 } } as const;
    expect([...registry.create('initializer', nested).init([1], fans, rng)]).toEqual([8]);
  });

  it('checks ids and configuration keys at compile time', () => {
    type Ref = Parameters<typeof registry.create<'initializer'>>[1];
    expectTypeOf<'constant'>().toExtend<Ref>();
    expectTypeOf<{ id: 'constant'; value: number }>().toExtend<Ref>();
    expectTypeOf<'constnat'>().not.toExtend<Ref>();
    expectTypeOf<{ id: 'constant'; value: string }>().not.toExtend<Ref>();
  });

  it('is immutable: use() gives a wider registry and leaves the old one', () => {
    const empty = createRegistry();
    expect(empty.use(constant).plugins()).toHaveLength(1);
    expect(empty.plugins()).toHaveLength(0);
    expect(Object.isFrozen(registry) && Object.isFrozen(constant)).toBe(true);
  });

  it('takes the same plugin twice, refuses another with its id, and overrides when told to', () => {
    const other = definePlugin({ ...constant, title: 'Another' });
    expect(registry.use(constant).plugins()).toHaveLength(2);
    expect(() => registry.use(other)).toThrow(/E_|Two different initializer plugins/);
    expect(registry.override(other).get('initializer', 'constant').title).toBe('Another');
  });

  it('names the nearest id when one is unknown', () => {
    expect(() => registry.create('initializer', 'constnt' as 'constant')).toThrow('Did you mean "constant"?');
    expect(() => registry.get('optimizer', 'sgd')).toThrow('No optimizer plugin is installed');
  });

  it('lists every fault with its path and the received value', () => {
    const result = registry.parse('initializer', {
      id: 'acme/twice',
      of: { id: 'constant', value: 'x' },
      all: ['constant', 'nope'],
    });
    expect(result.ok).toBe(false);
    const issues = result.ok ? [] : result.issues;
    expect(issues.map(({ path }) => path)).toEqual([
      ['of', 'value'],
      ['all', 1],
    ]);
    expect(issues[0]?.message).toContain('received');
    const unknownKey = registry.parse('initializer', { id: 'constant', vaule: 1 });
    expect(unknownKey.ok ? '' : unknownKey.issues[0]?.message).toContain('vaule');
    const tooLarge = registry.parse('initializer', { id: 'constant', value: 11 });
    expect(tooLarge.ok ? '' : tooLarge.issues[0]?.message).toContain('received 11');
  });

  it('completes a reference: full id, version, defaults, nested ones too; completing again changes nothing', () => {
    const parsed = registry.parse('initializer', { id: 'acme/twice' });
    const ref = parsed.ok ? parsed.value.ref : undefined;
    expect(ref).toEqual({
      id: 'acme/twice',
      version: 1,
      of: { id: 'convlab/constant', version: 2, value: 0 },
      all: [],
    });
    const again = registry.parse('initializer', ref);
    expect(again.ok && again.value.ref).toEqual(ref);
    expect(Object.isFrozen(ref)).toBe(true);
  });

  it('migrates an old configuration and refuses a newer one', () => {
    const old = registry.parse('initializer', { id: 'constant', version: 1, constant: 5 });
    expect(old.ok && [old.value.config, old.value.migrated]).toEqual([{ value: 5 }, true]);
    const newer = registry.parse('initializer', { id: 'constant', version: 3 });
    expect(newer.ok ? undefined : newer.issues[0]?.code).toBe('E_PLUGIN_VERSION');
  });

  it('refuses values that are no reference', () => {
    for (const bad of [null, 7, [], {}, { id: 3 }]) expect(registry.parse('initializer', bad).ok).toBe(false);
    const polluting = JSON.parse('{"id":"constant","__proto__":{"value":3}}') as unknown;
    expect(registry.parse('initializer', polluting).ok).toBe(false);
    expect(({} as { value?: number }).value).toBeUndefined();
  });

  it('gives a manifest that is plain JSON with the input side of the schema and the plugin marks', () => {
    const [first, second] = registry.manifest();
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    expect(first?.schema).toEqual({
      type: 'object',
      properties: { value: { default: 0, type: 'number', minimum: -10, maximum: 10 } },
      additionalProperties: false,
    });
    expect(second?.schema['properties']).toMatchObject({ of: { 'x-plugin-kind': 'initializer' } });
  });
});

describe('definePlugin', () => {
  it('refuses malformed ids, versions without migration and reserved keys', () => {
    expect(() => definePlugin({ ...constant, id: 'Constant' })).toThrow(/namespace\/name/);
    expect(() => definePlugin({ ...constant, version: 3 })).toThrow(/no migration from version 2/);
    const reserved = definePlugin({
      ...twice,
      id: 'acme/reserved',
      config: z.strictObject({ kind: z.string() }),
      create: () => fill(0),
    });
    expect(() => createRegistry().use(reserved)).toThrow(/without the keys/);
  });
});
