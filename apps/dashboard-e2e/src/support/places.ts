import type { Launched } from './api.ts';

/** What pages are shown with: trainings and experiments by what they are good for. */
export interface Shown {
  readonly good: Launched;
  /** As {@link good} with another seed. */
  readonly again: Launched;
  readonly adam: Launched;
  readonly regularized: Launched;
  readonly dense: Launched;
  readonly overfit: Launched;
  readonly diverging: Launched;
  readonly folds: Launched;
  readonly search: Launched;
  readonly ensemble: Launched;
  readonly selection: Launched;
  readonly learningCurve: Launched;
  /** The experiment of {@link STUDY}. */
  readonly study: string;
  /** A run that is under way. */
  readonly live: string;
}

/** The study that has been run. */
export const STUDY = 'capacity';

/** Addresses of every page in each of its forms, by the names of their pictures. */
export const PLACES = {
  runs: () => '/?map=1',
  'runs-baseline': ({ good, again }) => `/?base=${good.runId}&pin=${again.runId}`,
  'runs-archived': () => '/?archived=1',
  new: () => '/new',
  'new-k-fold': () => '/new?kind=k-fold',
  'new-search': () => '/new?kind=search',
  'new-ensemble': () => '/new?kind=ensemble',
  'new-learning-curve': () => '/new?kind=learning-curve',
  'new-clone': ({ regularized }) => `/new?from=${regularized.runId}`,
  'run-live': ({ live }) => `/runs/${live}`,
  'run-latest': () => '/runs/latest',
  'run-finished': ({ overfit }) => `/runs/${overfit.runId}`,
  'run-failed': ({ diverging }) => `/runs/${diverging.runId}`,
  'run-generalization': ({ overfit }) => `/runs/${overfit.runId}?tab=generalization`,
  'run-errors': ({ overfit }) => `/runs/${overfit.runId}?tab=errors`,
  'run-inside': ({ good }) => `/runs/${good.runId}?tab=inside`,
  'run-model': ({ good }) => `/runs/${good.runId}?tab=model`,
  'run-config': ({ overfit }) => `/runs/${overfit.runId}?tab=config`,
  compare: ({ good, dense, adam, regularized }) =>
    `/compare?runs=${[good, dense, adam, regularized].map(({ runId }) => runId).join(',')}&x=examples`,
  'compare-empty': () => '/compare',
  'cross-validation': ({ folds }) => `/experiments/${folds.experimentId}`,
  search: ({ search }) => `/experiments/${search.experimentId}`,
  ensemble: ({ ensemble }) => `/experiments/${ensemble.experimentId}`,
  selection: ({ selection }) => `/experiments/${selection.experimentId}`,
  'learning-curve': ({ learningCurve }) => `/experiments/${learningCurve.experimentId}`,
  'study-trainings': ({ study }) => `/experiments/${study}`,
  studies: () => '/studies',
  study: () => `/studies/${STUDY}`,
  'study-unread': () => '/studies/degradation',
  data: () => '/data',
  'data-set': () => '/data/digits',
  architectures: () => '/architectures',
  architecture: () => '/architectures?a=resnet-18',
  'architecture-compared': () => '/architectures?a=vgg-16&b=resnet-50',
  plugins: () => '/plugins',
  plugin: () => '/plugins?plugin=normalization:group',
  system: () => '/system',
  'run-unknown': () => '/runs/nosuchrun',
  'not-found': () => '/no/such/page',
} as const satisfies Readonly<Record<string, (shown: Shown) => string>>;

/** The name of one of {@link PLACES}. */
export type Place = keyof typeof PLACES;

/** The names of {@link PLACES}. */
export const ALL_PLACES = Object.keys(PLACES) as Place[];
