import {
  createRegistry,
  type ConfigInput,
  type ConfigOutput,
  type RefOf,
  type SchemaOf,
} from '@convlab/core';
import { expectTypeOf } from 'vitest';
import { l1, sparsity } from '../l1/l1.ts';
import type { l2 } from '../l2/l2.ts';
import { maxNorm } from '../max-norm/max-norm.ts';
import { regularizerPreset } from './regularizer-preset.ts';

type Input<P> = ConfigInput<SchemaOf<P>>;
type Output<P> = ConfigOutput<SchemaOf<P>>;

expectTypeOf<Input<typeof l2>['strength']>().toEqualTypeOf<number | undefined>();
expectTypeOf<Output<typeof l1>['method']>().toEqualTypeOf<'proximal' | 'subgradient'>();
expectTypeOf<Input<typeof maxNorm>>().toEqualTypeOf<{ limit?: number | undefined }>();
expectTypeOf(maxNorm.kind).toEqualTypeOf<'constraint'>();
expectTypeOf(l1.kind).toEqualTypeOf<'regularizer'>();
expectTypeOf(sparsity).parameter(0).toEqualTypeOf<ArrayLike<number>>();

type Plugins = (typeof regularizerPreset)[number];
expectTypeOf<'l1'>().toExtend<RefOf<Plugins, 'regularizer'>>();
expectTypeOf<'max-norm'>().toExtend<RefOf<Plugins, 'constraint'>>();
expectTypeOf<'max-norm'>().not.toExtend<RefOf<Plugins, 'regularizer'>>();

const registry = createRegistry().use(...regularizerPreset);
registry.create('regularizer', { id: 'l1', strength: 1e-4, method: 'subgradient' });
// @ts-expect-error the key is misspelt
registry.create('regularizer', { id: 'l2', strenght: 1e-4 });
// @ts-expect-error there is no such method
registry.create('regularizer', { id: 'l1', method: 'newton' });
// @ts-expect-error it is a constraint
registry.create('regularizer', { id: 'max-norm', limit: 2 });
