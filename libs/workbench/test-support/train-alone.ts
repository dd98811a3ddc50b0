/** Trains the experiment it is sent, without a queue or a database, and says how long that took in ms. */
import { prepareTraining, requireExperiment } from '@convlab/experiments';
import { train } from '@convlab/training';
import { selectBackend } from '../src/backend/select-backend.ts';
import { loadRegistry } from '../src/registry/load-registry.ts';

process.once('message', (spec) => {
  void trainAlone(spec).then((ms) => {
    process.send?.(ms);
    process.disconnect();
  });
});

async function trainAlone(spec: unknown): Promise<number> {
  const { registry } = await loadRegistry(process.cwd());
  const backend = await selectBackend();
  const { setup } = await prepareTraining(requireExperiment(spec, registry), registry, backend);
  const start = performance.now();
  await train(setup);
  return performance.now() - start;
}
