// Types of the published packages: ids and configurations complete and are checked.
import { createRegistry, type Plugin } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { conv } from '@convlab/layers/conv';
import { group } from '@convlab/normalization/group';
import { optimizerPreset } from '@convlab/optimizers';

const registry = createRegistry().use(...layerPreset, ...optimizerPreset, group);
registry.create('layer', { id: 'conv', filters: 8, kernelSize: 3 });
registry.create('optimizer', { id: 'adamw', weightDecay: 0.01 });
// @ts-expect-error there is no such optimizer
registry.create('optimizer', 'adamm');
// @ts-expect-error filters are a number
registry.create('layer', { id: 'conv', filters: 'many', kernelSize: 3 });

export const plugins: readonly Plugin[] = [conv, group];
