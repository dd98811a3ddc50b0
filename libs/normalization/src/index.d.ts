export { batch } from './batch/batch.ts';
export { group } from './group/group.ts';
export { instance } from './instance/instance.ts';
export { layer } from './layer/layer.ts';
export { localResponse } from './local-response/local-response.ts';
export { normalizationPreset } from './normalization-preset/normalization-preset.ts';
//# sourceMappingURL=index.d.ts.map