import {
  createRegistry,
  type ConfigInput,
  type ConfigOutput,
  type RefOf,
  type SchemaOf,
} from '@convlab/core';
import { expectTypeOf } from 'vitest';
import type { batch } from '../batch/batch.ts';
import { group } from '../group/group.ts';
import { normalizationPreset } from './normalization-preset.ts';

type Input<P> = ConfigInput<SchemaOf<P>>;
type Output<P> = ConfigOutput<SchemaOf<P>>;

expectTypeOf<Input<typeof group>['groups']>().toEqualTypeOf<number | undefined>();
expectTypeOf<Output<typeof group>['groups']>().toEqualTypeOf<number>();
expectTypeOf<Input<typeof batch>['epsilon']>().toEqualTypeOf<number | undefined>();
expectTypeOf<Output<typeof batch>['momentum']>().toEqualTypeOf<number>();
expectTypeOf<Output<typeof batch>['center']>().toEqualTypeOf<boolean>();

expectTypeOf(group.id).toEqualTypeOf<'convlab/group'>();
expectTypeOf(group.kind).toEqualTypeOf<'normalization'>();

type Ref = RefOf<(typeof normalizationPreset)[number], 'normalization'>;
expectTypeOf<'instance'>().toExtend<Ref>();
expectTypeOf<'convlab/layer'>().toExtend<Ref>();
expectTypeOf<'batch-norm'>().not.toExtend<Ref>();

const registry = createRegistry().use(...normalizationPreset);
registry.create('normalization', { id: 'group', groups: 4 });
// @ts-expect-error the key is misspelt
registry.create('normalization', { id: 'group', numGroups: 4 });
// @ts-expect-error the value has the wrong type
registry.create('normalization', { id: 'batch', momentum: 'slow' });
// @ts-expect-error the key is another normalization's
registry.create('normalization', { id: 'instance', groups: 4 });
