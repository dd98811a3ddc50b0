import {
  createRegistry,
  type ConfigInput,
  type ConfigOutput,
  type Optimizer,
  type RefOf,
  type SchemaOf,
  type Transformation,
} from '@convlab/core';
import { expectTypeOf } from 'vitest';
import { adamw } from '../adamw/adamw.ts';
import { chain } from '../chain/chain.ts';
import { clipByGlobalNorm } from '../clip-by-global-norm/clip-by-global-norm.ts';
import { optimizerPreset } from './optimizer-preset.ts';
import { scaleByAdam, type AdamState } from '../scale-by-adam/scale-by-adam.ts';
import type { ScheduleRef } from '../schedule-ref/schedule-ref.ts';

type Input<P> = ConfigInput<SchemaOf<P>>;
type Output<P> = ConfigOutput<SchemaOf<P>>;

expectTypeOf<Input<typeof adamw>['beta1']>().toEqualTypeOf<number | undefined>();
expectTypeOf<Output<typeof adamw>['weightDecay']>().toEqualTypeOf<number>();
expectTypeOf(adamw.id).toEqualTypeOf<'convlab/adamw'>();
expectTypeOf(adamw.kind).toEqualTypeOf<'optimizer'>();

// A schedule is accepted wherever a learning rate is.
expectTypeOf<number>().toExtend<Input<typeof adamw>['learningRate']>();
expectTypeOf<ScheduleRef>().toExtend<Input<typeof adamw>['learningRate']>();
expectTypeOf<boolean>().not.toExtend<Input<typeof adamw>['learningRate']>();

// Transformations know their states, and compose.
expectTypeOf(scaleByAdam).returns.toEqualTypeOf<Transformation<AdamState>>();
expectTypeOf(
  chain(clipByGlobalNorm(1), scaleByAdam({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })),
).toExtend<Transformation>();

type Plugins = (typeof optimizerPreset)[number];
expectTypeOf<'adam'>().toExtend<RefOf<Plugins, 'optimizer'>>();
expectTypeOf<'cosine'>().toExtend<RefOf<Plugins, 'schedule'>>();
expectTypeOf<'cosine'>().not.toExtend<RefOf<Plugins, 'optimizer'>>();

const registry = createRegistry().use(...optimizerPreset);
expectTypeOf(registry.create('optimizer', { id: 'sgd', learningRate: 0.1 })).toEqualTypeOf<Optimizer>();
// @ts-expect-error the key is misspelt
registry.create('optimizer', { id: 'sgd', lr: 0.1 });
// @ts-expect-error the key is another optimizer's
registry.create('optimizer', { id: 'sgd', beta1: 0.9 });
// @ts-expect-error the value has the wrong type
registry.create('optimizer', { id: 'adam', epsilon: '1e-8' });
