import { convNet } from './conv-net/conv-net.ts';
import { mlp } from './mlp/mlp.ts';

export { convNet, mlp };

/** Every architecture that ships here. */
export const architecturePreset = [convNet, mlp] as const;
