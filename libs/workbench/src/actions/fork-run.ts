import { ConvlabError, type Registry } from '@convlab/core';
import { requireExperiment, specHash, type ResolvedExperiment } from '@convlab/experiments';
import type { CreatedExperiment, Store } from '@convlab/store';
import { fetchDataSets } from '../data-sets/fetch-data-sets.ts';
import { shareDataSets } from '../data-sets/share-data-sets.ts';
import { requireMemory } from '../memory/require-memory.ts';

/** How a new run starts from an old one. */
export interface Fork {
  /** What the new run trains; the experiment of the old one when left out. */
  readonly spec?: unknown;
}

/**
 * Queues a new run that starts from the weights of another's best epoch. The new run remembers where it came from; its optimizer and
 * its epochs begin anew.
 *
 * @throws {ConvlabError} E_RUN_UNKNOWN; E_RUN_FORK when the old run has no finished epoch or the networks differ; what
 *   `requireExperiment` throws for `spec`
 */
export async function forkRun(
  store: Store,
  registry: Registry,
  id: string,
  { spec: next }: Fork = {},
): Promise<CreatedExperiment> {
  const run = await store.runs.require(id);
  await fetchDataSets(store, registry, [run.spec, next]);
  const experiment = requireExperiment(next ?? run.spec, registry);
  requireSameWeights(requireExperiment(run.spec, registry), experiment);
  requireMemory(experiment, registry);
  const { spec, dataSets } = await shareDataSets(store, registry, experiment.spec);
  const { training, seed } = spec;
  const name = next === undefined ? `${run.name} (fork)` : (spec.name ?? run.name);
  return store.experiments.create({
    name,
    kind: 'single',
    project: run.project,
    spec,
    specHash: await specHash(spec),
    dataSets,
    runs: [
      {
        name,
        spec,
        plannedEpochs: training.epochs,
        seed,
        tags: run.tags,
        forkOf: { runId: id, kind: 'best' },
      },
    ],
  });
}

function requireSameWeights(old: ResolvedExperiment, next: ResolvedExperiment): void {
  const [had, needed] = [shapesOf(old), shapesOf(next)];
  const misfit = [...needed].find(([name, shape]) => had.get(name) !== shape);
  if (misfit === undefined) return;
  const [name, shape] = misfit;
  throw new ConvlabError({
    code: 'E_RUN_FORK',
    message: `The network has a weight "${name}" that the run does not give`,
    received: had.get(name) ?? 'none',
    expected: `shape ${shape}`,
    path: ['network'],
    hint: 'A fork keeps the network; change the training, the regularizers or the data instead.',
  });
}

function shapesOf({ network }: ResolvedExperiment): Map<string, string> {
  return new Map(network.weights.map(({ name, spec }) => [name, `[${spec.shape.join(', ')}]`]));
}
