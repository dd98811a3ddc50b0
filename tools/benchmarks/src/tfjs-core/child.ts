/** Runs the specs of tfjs-core on one backend and writes the results as JSON to the file given. */
import { writeFileSync } from 'node:fs';
import { useConvlabBackend } from '@convlab/backend';
import { contestant, threads } from './environment.ts';
import { runSpecs } from './jasmine.ts';
import '@tensorflow/tfjs-core/dist/tests';

const gemm = contestant === 'blas' ? 'blas' : 'wasm';
// The specs' tensors are small; shared all the same, or a second thread would have nothing to do.
const options = { gemm, threads, parallelFrom: 1 } as const;
const info = contestant === 'cpu' ? undefined : await useConvlabBackend(options);
const results = await runSpecs();
writeFileSync(process.argv[4] ?? 'results.json', JSON.stringify({ info, results }));
process.exit(0);
