import { expectTypeOf } from 'vitest';
import { z } from 'zod';
import type { PluginKind } from '../kinds/kinds.ts';
import type { Schedule } from '../kinds/optimizer.ts';
import type { ConfigInput, ConfigOutput } from './config-schema.ts';
import { definePlugin, type Trait } from './define-plugin.ts';
import { createRegistry, type RefOf, type Registry, type SchemaOf, type ShortId } from './registry.ts';

const constant = definePlugin({
  kind: 'schedule',
  id: 'convlab/constant',
  version: 1,
  title: 'Constant',
  summary: 'Never changes.',
  config: z.strictObject({ value: z.number().default(1), unit: z.enum(['step', 'epoch']) }),
  create: (options) => {
    expectTypeOf(options).toEqualTypeOf<{ value: number; unit: 'step' | 'epoch' }>();
    return { valueAt: () => options.value };
  },
});

// Ids stay literal, a schema gives both types of its configuration.
expectTypeOf(constant.id).toEqualTypeOf<'convlab/constant'>();
expectTypeOf(constant.kind).toEqualTypeOf<'schedule'>();
type Schema = SchemaOf<typeof constant>;
expectTypeOf<ConfigInput<Schema>>().toEqualTypeOf<{ value?: number | undefined; unit: 'step' | 'epoch' }>();
expectTypeOf<ConfigOutput<Schema>>().toEqualTypeOf<{ value: number; unit: 'step' | 'epoch' }>();

// The namespace of what ships may be left out; that of others may not.
expectTypeOf<ShortId<'convlab/constant'>>().toEqualTypeOf<'constant' | 'convlab/constant'>();
expectTypeOf<ShortId<'acme/constant'>>().toEqualTypeOf<'acme/constant'>();

// A typed registry is a registry, and knows what it holds.
const registry = createRegistry().use(constant);
expectTypeOf(registry).toExtend<Registry>();
expectTypeOf(registry.create('schedule', { id: 'constant', unit: 'step' })).toEqualTypeOf<Schedule>();
expectTypeOf<RefOf<typeof constant, 'optimizer'>>().toBeNever();
// @ts-expect-error the key is misspelt
registry.create('schedule', { id: 'constant', unit: 'step', valeu: 2 });
// @ts-expect-error there is no such unit
registry.create('schedule', { id: 'constant', unit: 'second' });
// @ts-expect-error there is no such schedule
registry.create('schedule', { id: 'linear', unit: 'step' });
// @ts-expect-error it is no optimizer
registry.create('optimizer', { id: 'constant', unit: 'step' });
// @ts-expect-error an empty registry creates nothing
createRegistry().create('schedule', 'constant');

definePlugin({
  ...constant,
  // @ts-expect-error a schedule does not build layers
  create: () => ({ outputShape: () => [1], apply: () => ({}) }),
});

expectTypeOf<'layer'>().toExtend<PluginKind>();
expectTypeOf<'layers'>().not.toExtend<PluginKind>();
expectTypeOf<'stratified'>().toExtend<Trait>();
