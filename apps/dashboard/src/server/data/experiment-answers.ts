import type { ExperimentResult } from '@convlab/experiments';
import type { Experiments, ExperimentSummary } from '@convlab/store';

/** The parts of a result that a list shows; none of them grows with the epochs, and a search's trials stay in the database. */
const PARTS = {
  status: ['status'],
  progress: ['progress'],
  objective: ['objective'],
  foldMetrics: ['folds', 'metrics'],
  best: ['search', 'best'],
  chosen: ['selection', 'chosen'],
  ensemble: ['ensemble', 'test', 'comparison'],
  ensembleValidation: ['ensemble', 'validation', 'comparison'],
  fit: ['learningCurve', 'fit'],
  finding: ['study', 'finding', 'sentence'],
  test: ['test', 'metrics'],
} as const;

type Ensemble = NonNullable<NonNullable<ExperimentResult['ensemble']>['validation']>['comparison'];

/** What a list of experiments shows of a result. */
export interface ExperimentAnswer {
  readonly status?: ExperimentResult['status'];
  readonly progress?: ExperimentResult['progress'];
  readonly objective?: string;
  readonly foldMetrics?: NonNullable<ExperimentResult['folds']>['metrics'];
  readonly best?: NonNullable<NonNullable<ExperimentResult['search']>['best']>;
  readonly chosen?: string;
  readonly ensemble?: Ensemble;
  readonly ensembleValidation?: Ensemble;
  readonly fit?: NonNullable<NonNullable<ExperimentResult['learningCurve']>['fit']>;
  /** Of studies, in words. */
  readonly finding?: string;
  readonly test?: Readonly<Record<string, number>>;
}

/** Experiments with the parts of their results that lists show. */
export async function answersOf(experiments: Experiments, items: readonly ExperimentSummary[]) {
  const found = await experiments.resultParts(
    items.map(({ id }) => id),
    PARTS,
  );
  return items.map((item) => ({ ...item, answer: (found.get(item.id) ?? {}) as ExperimentAnswer }));
}
