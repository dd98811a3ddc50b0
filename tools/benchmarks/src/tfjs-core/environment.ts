import './jasmine.ts';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';

/** The contestant: 'cpu', or a GEMM provider of convlab. */
export const contestant = process.argv[2] ?? 'cpu';

/** Its number of threads. */
export const threads = Number(process.argv[3] ?? 1);

const backendName = contestant === 'cpu' ? 'cpu' : 'convlab';

// The name goes into the names of the specs, so it is the same for all.
setTestEnvs([{ name: 'test', backendName, isDataSync: true }]);
