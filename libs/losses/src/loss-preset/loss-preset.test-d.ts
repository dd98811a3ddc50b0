import {
  createRegistry,
  type ConfigInput,
  type ConfigOutput,
  type Loss,
  type RefOf,
  type SchemaOf,
} from '@convlab/core';
import { expectTypeOf } from 'vitest';
import { huber } from '../huber/huber.ts';
import { lossPreset } from './loss-preset.ts';
import type { softmaxCrossEntropy } from '../softmax-cross-entropy/softmax-cross-entropy.ts';

type Input<P> = ConfigInput<SchemaOf<P>>;
type Output<P> = ConfigOutput<SchemaOf<P>>;

expectTypeOf<Input<typeof softmaxCrossEntropy>['labelSmoothing']>().toEqualTypeOf<number | undefined>();
expectTypeOf<Output<typeof softmaxCrossEntropy>['labelSmoothing']>().toEqualTypeOf<number>();
expectTypeOf<Output<typeof softmaxCrossEntropy>['classWeights']>().toEqualTypeOf<
  readonly number[] | undefined
>();
expectTypeOf(huber.kind).toEqualTypeOf<'loss'>();

type Ref = RefOf<(typeof lossPreset)[number], 'loss'>;
expectTypeOf<'mean-squared-error'>().toExtend<Ref>();
expectTypeOf<'mse'>().not.toExtend<Ref>();

const registry = createRegistry().use(...lossPreset);
expectTypeOf(registry.create('loss', 'huber')).toEqualTypeOf<Loss>();
registry.create('loss', { id: 'softmax-cross-entropy', classWeights: [1, 2] });
// @ts-expect-error the key is misspelt
registry.create('loss', { id: 'softmax-cross-entropy', smoothing: 0.1 });
// @ts-expect-error the value has the wrong type
registry.create('loss', { id: 'softmax-cross-entropy', classWeights: 2 });
