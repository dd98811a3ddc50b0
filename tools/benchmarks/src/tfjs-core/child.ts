/** Runs the specs of tfjs-core on one backend and writes the results as JSON to the file given. */
import { writeFileSync } from 'node:fs';
import { useConvlabBackend } from '@convlab/backend';
import { contestant } from './environment.ts';
import { runSpecs } from './jasmine.ts';
import '@tensorflow/tfjs-core/dist/tests';

const gemm = contestant === 'blas' ? 'blas' : 'wasm';
const info = contestant === 'cpu' ? undefined : await useConvlabBackend({ gemm });
const results = await runSpecs();
writeFileSync(process.argv[3] ?? 'results.json', JSON.stringify({ info, results }));
process.exit(0);
