import {
  createRegistry,
  type ConfigInput,
  type ConfigOutput,
  type RefOf,
  type SchemaOf,
} from '@convlab/core';
import { expectTypeOf } from 'vitest';
import { conv } from '../conv/conv.ts';
import type { dense } from '../dense/dense.ts';
import type { dropout } from '../dropout/dropout.ts';
import { layerPreset } from './layer-preset.ts';
import { leakyRelu } from '../leaky-relu/leaky-relu.ts';
import { maxPool } from '../max-pool/max-pool.ts';

type Input<P> = ConfigInput<SchemaOf<P>>;
type Output<P> = ConfigOutput<SchemaOf<P>>;

// What has no default must be written, the rest may be left out.
expectTypeOf<{ filters: number }>().toExtend<Input<typeof conv>>();
expectTypeOf<{ kernelSize: number }>().not.toExtend<Input<typeof conv>>();
expectTypeOf<{ units: number }>().toExtend<Input<typeof dense>>();
expectTypeOf<Input<typeof dropout>>().toEqualTypeOf<{ rate?: number | undefined }>();
expectTypeOf<Input<typeof conv>['groups']>().toEqualTypeOf<number | undefined>();
expectTypeOf<'same'>().toExtend<Input<typeof conv>['padding']>();
expectTypeOf<'full'>().not.toExtend<Input<typeof conv>['padding']>();

// A layer gets every value.
expectTypeOf<Output<typeof conv>['groups']>().toEqualTypeOf<number>();
expectTypeOf<Output<typeof conv>['useBias']>().toEqualTypeOf<boolean>();
expectTypeOf<Output<typeof dropout>>().toEqualTypeOf<{ rate: number }>();

expectTypeOf(conv.id).toEqualTypeOf<'convlab/conv'>();
expectTypeOf(conv.kind).toEqualTypeOf<'layer'>();
expectTypeOf(leakyRelu.kind).toEqualTypeOf<'activation'>();
expectTypeOf(maxPool.kind).toEqualTypeOf<'layer'>();

// References: only what is registered, each with its own configuration.
type Plugins = (typeof layerPreset)[number];
expectTypeOf<'flatten'>().toExtend<RefOf<Plugins, 'layer'>>();
expectTypeOf<'relu'>().toExtend<RefOf<Plugins, 'activation'>>();
expectTypeOf<'relu'>().not.toExtend<RefOf<Plugins, 'layer'>>();
expectTypeOf<'he-normal'>().toExtend<RefOf<Plugins, 'initializer'>>();

const registry = createRegistry().use(...layerPreset);
registry.create('layer', { id: 'conv', filters: 8, kernelSize: [3, 5] });
// @ts-expect-error the key is misspelt
registry.create('layer', { id: 'conv', filters: 8, kernel: 3 });
// @ts-expect-error the value has the wrong type
registry.create('layer', { id: 'conv', filters: '8' });
// @ts-expect-error the key is another layer's
registry.create('layer', { id: 'dropout', units: 8 });
// @ts-expect-error there is no such layer
registry.create('layer', 'convolution');
