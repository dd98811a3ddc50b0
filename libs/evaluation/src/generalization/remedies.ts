import type { JsonObject } from '@convlab/core';
import type { CheckId, GeneralizationInput, OverfitSubtype, Remedy, Verdict } from './report.ts';

/** What remedies are chosen by. */
export interface Diagnosis {
  readonly input: GeneralizationInput;
  readonly verdict: Verdict;
  readonly subtype?: OverfitSubtype | undefined;
  /** Why nothing can be told. */
  readonly obstacle?: CheckId | undefined;
}

/** What to try next, most promising first. */
export function remediesFor({ input, verdict, subtype, obstacle }: Diagnosis): Remedy[] {
  switch (verdict) {
    case 'cannot-tell':
      return obstacleRemedies(input, obstacle);
    case 'did-not-learn':
      return [standardize(input), lowerLearningRate(input), rangeTest(input), otherInitializer].flat();
    case 'still-learning':
      return [moreEpochs(input)];
    case 'underfit':
      return [capacity, lessRegularization(input), higherLearningRate(input), rangeTest(input)].flat();
    case 'overfit':
      return overfitRemedies(input, subtype);
    case 'underfit-and-overfit':
      return [augment(input), capacity, betterFeatures];
    case 'good':
      return [smallerModel, testOnce];
  }
}

function obstacleRemedies(input: GeneralizationInput, obstacle: CheckId | undefined): Remedy[] {
  switch (obstacle) {
    case 'finite':
      return [...lowerLearningRate(input), clipGradients, checkData];
    case 'enough-examples':
      return [crossValidate];
    case 'no-duplicates':
      return [removeDuplicates];
    case 'enough-epochs':
      return [moreEpochs(input)];
    default:
      return [measureErrors(input)];
  }
}

function overfitRemedies(input: GeneralizationInput, subtype: OverfitSubtype | undefined): Remedy[] {
  const variance = [augment(input), ...dropout(input), ...l2(input), moreData];
  if (subtype === 'overtrained') return [...earlyStopping(input), ...variance];
  if (subtype === 'over-confident') return [...labelSmoothing(input), temperature, ...variance];
  return variance;
}

const otherInitializer: Remedy = {
  id: 'initializer',
  title: 'Choose another initializer',
  why: 'Signals that vanish or explode through the layers stop learning; He’s initializer suits ReLU, Glorot’s tanh.',
};

const capacity: Remedy = {
  id: 'more-capacity',
  title: 'Use a wider or deeper network',
  why: 'A network that does not fit its training data may be too small; deeper ones want residual connections.',
};

const clipGradients: Remedy = {
  id: 'clip-gradients',
  title: 'Clip the gradients',
  why: 'One very large update can send all weights to infinity.',
};

const checkData: Remedy = {
  id: 'check-data',
  title: 'Look at the data',
  why: 'A missing or huge value among the inputs makes every loss that it reaches overflow.',
};

const crossValidate: Remedy = {
  id: 'cross-validate',
  title: 'Cross-validate',
  why: 'Over all folds every learning example is a validation example once.',
};

const removeDuplicates: Remedy = {
  id: 'remove-duplicates',
  title: 'Remove the duplicates',
  why: 'An example that was trained on says nothing about unseen data.',
};

const betterFeatures: Remedy = {
  id: 'better-features',
  title: 'Use better inputs',
  why: 'What neither part can be predicted from may not be in the inputs.',
};

const moreData: Remedy = {
  id: 'more-data',
  title: 'Use more data',
  why: 'The learning curve tells how much the error should fall.',
};

const temperature: Remedy = {
  id: 'temperature',
  title: 'Calibrate by temperature',
  why: 'Dividing the logits by one number fitted on validation mends probabilities and changes no decision.',
};

const smallerModel: Remedy = {
  id: 'smaller-model',
  title: 'Try a smaller network',
  why: 'If it does as well, it is cheaper and easier to trust.',
};

const testOnce: Remedy = {
  id: 'test-once',
  title: 'Report on the test set, once',
  why: 'Choices were made by validation, so only the test set tells what to expect.',
};

function measureErrors({ task }: GeneralizationInput): Remedy {
  const metric = task === 'regression' ? 'r2' : 'accuracy';
  return {
    id: 'measure-errors',
    title: `Measure ${metric}`,
    why: `Training and validation are compared by ${metric}.`,
  };
}

function moreEpochs({ rows, plannedEpochs }: GeneralizationInput): Remedy {
  if (rows.length < plannedEpochs) {
    return {
      id: 'wait',
      title: 'Let it finish',
      why: `${plannedEpochs - rows.length} of ${plannedEpochs} epochs are still to come.`,
    };
  }
  const epochs = Math.max(plannedEpochs + 5, Math.ceil(1.5 * plannedEpochs));
  return {
    id: 'more-epochs',
    title: `Train for ${epochs} epochs`,
    why: `${plannedEpochs} epochs were not enough to see it come to rest.`,
    change: { training: { epochs } },
  };
}

function earlyStopping({ spec }: GeneralizationInput): Remedy[] {
  const present = asObject(asObject(spec?.['training'])?.['earlyStopping']) !== undefined;
  return [
    {
      id: 'early-stopping',
      title: present ? 'Keep the best epoch' : 'Stop early',
      why: 'Later epochs only learn the training data by heart; the weights of the best epoch are the ones kept.',
      ...(present ? {} : { change: { training: { earlyStopping: { patience: 5 } } } }),
    },
  ];
}

function standardize({ spec }: GeneralizationInput): Remedy[] {
  const scale = refId(asObject(spec?.['data'])?.['scale']);
  if (scale !== undefined && scale !== 'convlab/none') return [];
  return [
    {
      id: 'standardize',
      title: 'Standardize the inputs',
      why: 'Inputs with large or uneven values make the first layers learn at very different speeds.',
      ...(scale === undefined ? {} : { change: { data: { scale: 'per-channel' } } }),
    },
  ];
}

function lowerLearningRate(input: GeneralizationInput): Remedy[] {
  return [
    {
      id: 'lower-learning-rate',
      title: 'Lower the learning rate tenfold',
      why: 'Updates that are too large undo each other or grow without bound.',
      ...learningRateChange(input, 0.1),
    },
  ];
}

function higherLearningRate(input: GeneralizationInput): Remedy[] {
  return [
    {
      id: 'higher-learning-rate',
      title: 'Raise the learning rate threefold',
      why: 'Updates that are too small do not reach a good fit in the epochs given.',
      ...learningRateChange(input, 3),
    },
  ];
}

/* Updates of a range test: enough to see where the loss falls, through six powers of ten. */
const RANGE_TEST_UPDATES = 200;

/** A short training whose rate rises through all that may be good, in place of the schedule. */
function rangeTest({ spec, numExamples }: GeneralizationInput): Remedy {
  const remedy = {
    id: 'learning-rate-range-test',
    title: 'Find the learning rate',
    why: 'A learning-rate range test, a short training at rising rates, shows the range in which the loss falls.',
  };
  const batchSize = asObject(spec?.['training'])?.['batchSize'];
  if (batchSize === undefined) return remedy;
  const stepsPerEpoch = typeof batchSize === 'number' ? Math.ceil(numExamples.train / batchSize) : 1;
  const epochs = Math.max(1, Math.ceil(RANGE_TEST_UPDATES / Math.max(stepsPerEpoch, 1)));
  const present = asObject(asObject(spec?.['optimizer'])?.['learningRate']) ?? {};
  // A merge patch takes the settings of the present schedule out by null.
  const without = Object.fromEntries(Object.keys(present).map((key) => [key, null]));
  return {
    ...remedy,
    change: {
      optimizer: { learningRate: { ...without, id: 'range-test' } },
      training: { epochs, earlyStopping: null },
    },
  };
}

function learningRateChange({ spec }: GeneralizationInput, factor: number): Pick<Remedy, 'change'> {
  const learningRate = asObject(spec?.['optimizer'])?.['learningRate'];
  if (typeof learningRate !== 'number') return {};
  return { change: { optimizer: { learningRate: Number((learningRate * factor).toPrecision(3)) } } };
}

function lessRegularization({ spec }: GeneralizationInput): Remedy[] {
  const regularizers = spec?.['regularizers'];
  if (Array.isArray(regularizers) && regularizers.length === 0) return [];
  return [
    {
      id: 'less-regularization',
      title: 'Regularize less',
      why: 'Penalties and dropout hold the fit of the training data back.',
      ...(Array.isArray(regularizers) ? { change: { regularizers: [] } } : {}),
    },
  ];
}

function augment({ spec }: GeneralizationInput): Remedy {
  const data = asObject(spec?.['data']);
  const chosen = data?.['augment'];
  return {
    id: 'augment',
    title: 'Augment the training data',
    why: 'Shifted and turned copies teach what does not change the answer.',
    ...(Array.isArray(chosen) && chosen.length === 0
      ? {
          change: {
            data: {
              augment: [
                { id: 'translate', fraction: 0.1 },
                { id: 'rotate', degrees: 10 },
              ],
            },
          },
        }
      : {}),
  };
}

const dropout = (input: GeneralizationInput): Remedy[] =>
  addRegularizer(
    input,
    { id: 'dropout', rate: 0.3 },
    'Use dropout',
    'Units that cannot rely on each other learn by heart less.',
  );

const l2 = (input: GeneralizationInput): Remedy[] =>
  addRegularizer(
    input,
    { id: 'l2', strength: 1e-4 },
    'Penalize large weights',
    'Smaller weights make smoother functions.',
  );

function addRegularizer(
  { spec }: GeneralizationInput,
  ref: { readonly id: string; readonly [key: string]: unknown },
  title: string,
  why: string,
): Remedy[] {
  const present = spec?.['regularizers'];
  if (!Array.isArray(present)) return [{ id: ref.id, title, why }];
  if (present.some((other) => refId(other) === `convlab/${ref.id}`)) return [];
  return [{ id: ref.id, title, why, change: { regularizers: [...(present as unknown[]), ref] } }];
}

function labelSmoothing({ spec }: GeneralizationInput): Remedy[] {
  const loss = asObject(spec?.['loss']);
  if (typeof loss?.['labelSmoothing'] === 'number' && loss['labelSmoothing'] > 0) return [];
  return [
    {
      id: 'label-smoothing',
      title: 'Smooth the labels',
      why: 'A target of certainty makes the logits grow for ever.',
      ...(refId(loss) === 'convlab/softmax-cross-entropy'
        ? { change: { loss: { labelSmoothing: 0.1 } } }
        : {}),
    },
  ];
}

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The full id of a plugin reference. */
function refId(ref: unknown): string | undefined {
  const id = typeof ref === 'string' ? ref : asObject(ref)?.['id'];
  if (typeof id !== 'string') return undefined;
  return id.includes('/') ? id : `convlab/${id}`;
}
