/** The experiment that finds whether more data would help a run. */
export interface LearningCurvePlan {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly trainings: number;
  /** Share of the run's data that one of its trainings sees, on average. */
  readonly fraction: number;
}

const FRACTIONS = [0.125, 0.25, 0.5, 1];
const REPEATS = 3;
/* What makes many runs of an experiment, or one run of many. */
const LEFT_OUT = ['run', 'name', 'protocol', 'selection', 'search', 'ensemble', 'study', 'objective', 'test'];

/** The same network trained on growing parts of the data; `undefined` where the specification cannot be read. */
export function learningCurveOf(spec: unknown, name: string): LearningCurvePlan | undefined {
  if (typeof spec !== 'object' || spec === null) return undefined;
  const training = Object.entries(spec).filter(([key]) => !LEFT_OUT.includes(key));
  return {
    spec: {
      ...Object.fromEntries(training),
      name: `${name}: more data?`.slice(-200),
      learningCurve: { fractions: FRACTIONS, repeats: REPEATS },
    },
    trainings: FRACTIONS.length * REPEATS,
    fraction: FRACTIONS.reduce((sum, fraction) => sum + fraction, 0) / FRACTIONS.length,
  };
}
