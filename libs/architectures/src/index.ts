export { convNet } from './conv-net/conv-net.ts';
export { mlp } from './mlp/mlp.ts';
export { architecturePreset } from './preset/preset.ts';
