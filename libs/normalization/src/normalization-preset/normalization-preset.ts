import { batch } from '../batch/batch.ts';
import { group } from '../group/group.ts';
import { instance } from '../instance/instance.ts';
import { layer } from '../layer/layer.ts';
import { localResponse } from '../local-response/local-response.ts';

/** Every normalization of this package, for a registry. */
export const normalizationPreset = [batch, layer, instance, group, localResponse] as const;
