import type { CompleteSpec } from './experiment-spec.ts';

/** An experiment without what makes many runs of it: one training of its network. */
export function trainingSpec(spec: CompleteSpec): CompleteSpec {
  const {
    selection: _selection,
    search: _search,
    ensemble: _ensemble,
    learningCurve: _learningCurve,
    study: _study,
    objective: _objective,
    run: _run,
    ...training
  } = spec;
  return { ...training, test: false };
}
