import './jasmine.ts';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';

/** The contestant: 'cpu', or a GEMM provider of convlab. */
export const contestant = process.argv[2] ?? 'cpu';

const backendName = contestant === 'cpu' ? 'cpu' : 'convlab';

// The name goes into the names of the specs, so it is the same for all.
setTestEnvs([{ name: 'test', backendName, isDataSync: true }]);
