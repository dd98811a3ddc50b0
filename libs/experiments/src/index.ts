export { judgeRun, type RunRecord } from './run/judge-run.ts';
export { prepareTraining, type PreparedTraining } from './run/prepare-training.ts';
export {
  experimentSchema,
  experimentSpec,
  type CompleteSpec,
  type ExperimentSpec,
} from './spec/experiment-spec.ts';
export { expandShorthands } from './spec/expand-shorthands.ts';
export {
  buildNetwork,
  requireExperiment,
  resolveExperiment,
  type ResolvedExperiment,
} from './spec/resolve-experiment.ts';
export { specHash } from './spec/spec-hash.ts';
