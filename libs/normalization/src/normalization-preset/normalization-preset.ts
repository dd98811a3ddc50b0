import { batch } from '../batch/batch.ts';
import { group } from '../group/group.ts';
import { instance } from '../instance/instance.ts';
import { layer } from '../layer/layer.ts';

/** Every normalization of this package, for a registry. */
export const normalizationPreset = [batch, layer, instance, group] as const;
