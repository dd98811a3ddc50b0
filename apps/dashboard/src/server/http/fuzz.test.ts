import { expect, it } from 'vitest';
import { fuzz } from '../../../test-support/fuzz-server.ts';

/* `npm run fuzz` sends 10,000; the seed stays, so that a change that breaks this is the change at hand. */
const ROUNDS = 200;

it('answers whatever is sent with results or coded errors', { timeout: 60_000 }, async () => {
  const said: string[] = [];
  await fuzz({ rounds: ROUNDS, seed: 7, say: (line) => said.push(line) });
  // Experiments, API calls, weights, archives, and the heap.
  expect(said).toHaveLength(5);
});
