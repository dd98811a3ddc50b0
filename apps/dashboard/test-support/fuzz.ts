/**
 * Fuzzes the server: random and mutated experiments, API calls and files.
 *
 * `fuzz.ts [rounds] [seed]`; a failure prints the seed and the smallest input that was found.
 */
import { fuzz } from './fuzz-server.ts';

const rounds = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
await fuzz({ rounds, seed, say: (line) => console.log(line) });
