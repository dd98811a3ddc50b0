import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchRun, untilEpoch } from '../support/api.ts';
import { trainProject, type Project } from '../support/project.ts';
import type { ServerProcess } from '../support/server.ts';

const network = { architecture: { id: 'conv-net', blocks: [16, 32], dense: [64] } };
const sgd = (learningRate: number) => ({ id: 'sgd', learningRate, momentum: 0.9 });
const base = { data: { set: 'digits' }, network, optimizer: sgd(0.05), training: { epochs: 20 }, seed: 1 };
const mlp = { ...base, network: { architecture: { id: 'mlp', hidden: [32] } }, training: { epochs: 12 } };

/** Experiments with every kind of verdict, and of every kind. */
const EXPERIMENTS = {
  good: { ...base, name: 'small net' },
  again: { ...base, seed: 2 },
  third: { ...base, seed: 3 },
  adam: { ...base, optimizer: { id: 'adam', learningRate: 0.001 } },
  slow: { ...base, optimizer: sgd(0.002), training: { epochs: 12 } },
  diverging: { ...base, optimizer: sgd(20), training: { epochs: 6 } },
  dense: { ...base, network: { architecture: 'mlp' }, training: { epochs: 30 } },
  overfit: {
    ...base,
    data: { set: 'digits', split: { train: 0.08, validation: 0.5, test: 0.42 } },
    training: { epochs: 40 },
  },
  regularized: {
    ...base,
    regularizers: [
      { id: 'dropout', rate: 0.4 },
      { id: 'l2', strength: 1e-3 },
    ],
  },
  fashion: {
    ...base,
    data: { set: 'fashion-mnist-mini' },
    training: { epochs: 12, earlyStopping: { patience: 2 } },
  },
  folds: { ...mlp, name: 'five folds', protocol: { id: 'k-fold', folds: 5 } },
  search: {
    ...mlp,
    name: 'twelve trials',
    search: {
      strategy: { id: 'random', trials: 12 },
      space: {
        'optimizer.learningRate': { logUniform: [1e-3, 1] },
        'training.batchSize': { choice: [16, 32, 64] },
      },
    },
  },
  ensemble: { ...mlp, name: 'four members', ensemble: { kind: 'seeds', members: 4 } },
  selection: {
    ...mlp,
    name: 'how wide?',
    selection: {
      candidates: [4, 16, 64].map((units) => ({
        name: `${units} units`,
        set: { 'network.architecture.hidden': [units] },
      })),
    },
  },
  learningCurve: {
    ...mlp,
    name: 'would more data help?',
    learningCurve: { fractions: [0.125, 0.25, 0.5, 1], repeats: 3 },
  },
} as const;

const LIVE = {
  ...base,
  name: 'under way',
  // Longer than it takes to photograph every page.
  training: { epochs: 30_000, earlyStopping: { patience: 10_000 } },
};

/** Ids of what the pages show. */
export type TourProject = Project<keyof typeof EXPERIMENTS>;

/** Trains what the pages show, unless the folder has it; begins with how they look without. */
export async function seedProject(
  server: ServerProcess,
  dataDir: string,
  whenEmpty: () => Promise<void> = () => Promise.resolve(),
): Promise<TourProject> {
  const list = join(dataDir, 'tour.json');
  if (!existsSync(list)) {
    await whenEmpty();
    writeFileSync(list, JSON.stringify(await trainProject(server, EXPERIMENTS)));
  }
  return JSON.parse(readFileSync(list, 'utf8')) as TourProject;
}

/** Starts a run that goes on for minutes, and waits for its curves to have a shape. */
export async function startLiveRun(server: ServerProcess): Promise<string> {
  const runId = await launchRun(server, LIVE);
  await untilEpoch(server, runId, 60);
  return runId;
}
