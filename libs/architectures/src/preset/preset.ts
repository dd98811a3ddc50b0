import { convNet } from '../conv-net/conv-net.ts';
import { mlp } from '../mlp/mlp.ts';

/** Every plugin of this package, for `createRegistry().use(...architecturePreset)`. */
export const architecturePreset = [convNet, mlp] as const;
