import {
  formatCount,
  formatDuration,
  formatLoss,
  formatPoints,
  formatRate,
  formatShare,
} from '../format/format.ts';

/** Texts of the page of one run. */
export const runTexts = {
  title: 'Run',
  latest: {
    title: 'Latest run',
    note: 'The latest run: this page goes on to the next one as soon as it begins.',
    stay: 'Stay with this run',
    none: 'There are no runs yet. The first one appears here as soon as it is there.',
  },
  tabs: {
    live: 'Live',
    generalization: 'Generalization',
    errors: 'Errors',
    inside: 'Inside',
    model: 'Model',
    config: 'Config',
  },
  tabsLabel: 'Parts of this run',
  actions: {
    title: 'This run',
    stop: 'Stop',
    stopping: 'Stopping …',
    stopHint: 'Finishes the batch, keeps everything and ends the run',
    pause: 'Pause',
    pausing: 'Pausing …',
    pauseHint: 'Finishes the batch and frees the worker; the run goes on from there',
    resume: 'Resume',
    continue: 'Continue',
    continueFor: (epochs: number) => `Train ${epochs} more ${epochs === 1 ? 'epoch' : 'epochs'}`,
    continueHint: 'From the last checkpoint; the curve goes on.',
    moreEpochs: 'Epochs to add',
    fork: 'Fork from best',
    forkHint: 'A new run that starts from the weights of the best epoch',
    clone: 'Clone with change',
    compare: 'Compare',
    patience: 'Patience of early stopping',
    patienceUsed: (used: number, patience: number) =>
      used === 0
        ? `The last epoch is the best. Training stops after ${patience} without improvement.`
        : `${used} of ${patience} epochs without improvement`,
  },
  annotations: {
    title: 'Name, tags and notes',
    name: 'Name',
    tags: 'Tags',
    notes: 'Notes',
    notesPlaceholder: 'What was tried, and what came of it',
  },
  difference: {
    title: 'What is different from another run?',
    label: 'Compare with',
    choose: 'Choose a run; only the settings that differ are listed.',
    answer: (count: number, name: string) =>
      count === 0
        ? `Nothing: “${name}” has the same settings.`
        : `${count} ${count === 1 ? 'setting differs' : 'settings differ'} from “${name}”.`,
    setting: 'Setting',
    there: 'There',
    here: 'Here',
    forkedFrom: 'Started from the weights of',
  },
  epochOf: (epoch: number, planned: number | null) =>
    planned === null ? `Epoch ${epoch}` : `Epoch ${epoch} of ${planned}`,
  left: (ms: number) => `${formatDuration(ms)} left at the most`,
  took: (ms: number) => `took ${formatDuration(ms)}`,
  progress: 'Progress of the training',
  waiting: 'Waiting for a free worker',
  fetching: (received: string, total: string) => `Fetching the data set: ${received} of ${total} …`,
  preparing: 'Loading data and building the network …',
  lost: 'The training process fell silent. Another one goes on from the last checkpoint.',
  paused: 'Paused',
  failed: 'The run failed',
  stoppedAt: (epoch: number) => `Stopped after epoch ${epoch}`,
  facts: {
    best: 'Best epoch',
    validationError: 'Validation error',
    validationAccuracy: 'Validation accuracy',
    validationLoss: 'Validation loss',
    gap: 'Gap to training',
    weights: 'Weights',
    speed: 'Examples per second',
    time: 'Time',
    atEpoch: (epoch: number) => `at epoch ${epoch}`,
    points: formatPoints,
  },
  charts: {
    epoch: 'Epoch',
    waiting: 'The first epoch is under way. Its numbers appear here.',
    queued: 'The run has not begun.',
    nothing: 'The run ended before its first epoch.',
    best: 'best epoch',
    series: {
      gap: 'gap',
      noise: 'noise explains up to',
      learningRate: 'learning rate',
    },
    follow: 'Follow the newest epochs',
    followHint: 'The axis moves along with the training (g)',
    smoothing: {
      label: 'smoothing',
      hint: 'How much of the past the moving average keeps, in the curves of single updates; it is computed from every value. Nothing is judged by it.',
    },
    stepLoss: {
      title: 'Does it fall steadily?',
      answer:
        'The loss of single updates, averaged over the last few; the area holds every extreme. Judgements never use it.',
      series: 'training loss',
      tooShort: 'No update has been reported.',
    },
    loss: {
      title: 'Is it learning?',
      none: 'Loss of each epoch, while training, on clean training data and on validation data.',
      answer: (from: number, to: number, best: number, guessing: boolean) =>
        `${to < from && !guessing ? 'Yes' : 'Not yet'}: validation loss ${to < from ? 'fell' : 'went'} from ${formatLoss(from)} to ${formatLoss(to)}, its best, at epoch ${best}${guessing ? ', but it errs as often as whoever ignores the input' : ''}.`,
      first: (value: number) => `Validation loss is ${formatLoss(value)} after the first epoch.`,
      broken: 'A loss is not a number. The learning rate may be too high.',
    },
    error: {
      title: 'How often is it wrong?',
      none: 'Share of wrong answers of each epoch.',
      answer: (validation: number, train: number | null, epoch: number) =>
        `At the best epoch, ${epoch}, it errs on ${formatShare(validation)} of the validation examples${train === null ? '' : ` and on ${formatShare(train)} of the training examples`}.`,
    },
    metric: {
      title: (metric: string) => `How does ${metric} develop?`,
      none: 'This metric of each epoch.',
    },
    gap: {
      title: 'Is it memorising?',
      none: 'How much more often it errs on validation than on training examples.',
      within: (gap: number, noise: number, epoch: number) =>
        `No sign of it: the gap of ${formatPoints(gap)} at epoch ${epoch} is within the ${formatPoints(noise, false)} that noise explains.`,
      beyond: (gap: number, noise: number, epoch: number) =>
        `To some degree: the gap of ${formatPoints(gap)} at epoch ${epoch} is more than the ${formatPoints(noise, false)} that noise explains.`,
      plain: (gap: number, epoch: number) => `The gap is ${formatPoints(gap)} at epoch ${epoch}.`,
    },
    speed: {
      none: 'Examples per second while training.',
      answer: (usual: number, low: number) =>
        low < 0.7 * usual
          ? `It usually trains ${formatCount(usual)} examples per second; at times it falls to ${formatCount(low)}: something else may need the machine.`
          : `It trains ${formatCount(usual)} examples per second, steadily.`,
      series: 'examples per second',
    },
    health: {
      title: 'Is it healthy?',
      view: 'What is drawn of its health',
      views: { speed: 'Speed', memory: 'Memory', tensors: 'Tensors' },
      series: { tensors: 'tensors', tensorBytes: 'values of tensors', residentBytes: 'whole process' },
      none: 'How many tensors it holds, and how much memory; both appear with the first report.',
      older: 'This run was trained before memory was measured.',
      early: (tensors: number, held: string) =>
        `It holds ${formatCount(tensors)} tensors${held}. Whether that stays so is known from the third epoch on.`,
      steady: (tensors: number, held: string) =>
        `Yes, it does not leak: steady at ${formatCount(tensors)} tensors${held}.`,
      varying: (low: number, high: number, held: string) =>
        `Of late it held between ${formatCount(low)} and ${formatCount(high)} tensors${held}. Only ever more would be a leak.`,
      growing: (tensors: number, growth: string, held: string) =>
        `No, it leaks: ${growth}, ${formatCount(tensors)} by now${held}.`,
      growth: (count: number, unit: 'update' | 'epoch') =>
        `${formatCount(count)} more ${count === 1 ? 'tensor' : 'tensors'} with every ${unit}`,
      held: (bytes: string) => ` of ${bytes}`,
      process: (bytes: string) => `; the process holds ${bytes}`,
    },
    leak: {
      title: 'This training leaks memory',
      answer: (growth: string, tensors: number, over: boolean) =>
        `${over ? `It kept ${growth}, ${formatCount(tensors)} at its end.` : `It keeps ${growth}, ${formatCount(tensors)} by now, and ends when the memory is full.`} Some plugin does not dispose of what it computes: convlab check finds out which, and tf.tidy() mends it.`,
    },
    learningRate: {
      title: 'Is the step size sane?',
      ratio: 'update : weight',
      ratioHint: 'How far each update moves the weights of each layer, relative to their size',
      none: 'The learning rate of each epoch.',
      constant: (rate: number) => `The learning rate stays at ${formatRate(rate)}.`,
      changing: (first: number, now: number) =>
        `The learning rate went from ${formatRate(first)} to ${formatRate(now)}.`,
    },
  },
  panels: {
    title: 'Panels of plugins',
    empty: 'There is nothing to draw.',
    failed: (id: string, reason: string) => `The panel ${id} failed: ${reason}`,
  },
  rangeTest: {
    title: 'Which learning rate?',
    answer: (steepest: number, lowest: number) =>
      `The loss falls fastest at ${formatRate(steepest)}: start with that. It is lowest at ${formatRate(lowest)}; beyond it, training breaks down.`,
    none: 'The loss has not fallen yet. If it never does, test a wider range.',
    waiting: 'The losses appear with the first epoch.',
    mark: 'falls fastest',
    rate: 'Learning rate',
    series: 'training loss',
    use: (rate: number) => `Train with a learning rate of ${formatRate(rate)}`,
  },
  capacity: {
    title: 'Is the network of the right size?',
    here: (runs: number, error: string, weights: string) =>
      `${runs === 1 ? 'The only run' : `One of ${formatCount(runs)} runs`} on this data set: ${error} with ${weights} weights.`,
    alone: 'All that were tried have this size; a smaller and a larger one would tell.',
    right: 'No other size that was tried is better, or as good and smaller.',
    'larger-is-better': (name: string, error: string, weights: string) =>
      `A larger one errs less by more than chance explains: ${name}, ${error} with ${weights}.`,
    'smaller-is-enough': (name: string, error: string, weights: string) =>
      `A smaller one is as good within noise: ${name}, ${error} with ${weights}.`,
    weights: 'Weights',
    error: 'Error',
    loss: 'Loss',
    run: 'Run',
    train: (name: string) => `${name}, training`,
    validation: (name: string) => `${name}, validation`,
    test: 'Test part',
    accuracy: (value: string) => `Accuracy ${value}`,
    testLoss: (value: string) => `loss ${value}`,
  },
  report: {
    title: 'How well does it generalize?',
    soFar: (epoch: number) =>
      `So far, after ${epoch} ${epoch === 1 ? 'epoch' : 'epochs'}. The verdict is final when the run is over.`,
    pending: 'The verdict begins with the first epoch.',
    pendingDetail:
      'It compares errors on clean training and validation examples at the best epoch with what noise alone would explain.',
    missing: 'There is no verdict, as the run ended before it could be judged.',
    evidence: 'Evidence',
    evidenceHelp: 'Point at a row, or go to it by keyboard: its place is marked in the curves above.',
    errorTitle: 'Where is the evidence?',
    lossTitle: 'Where is the evidence, in the loss?',
    gapTitle: 'How did the gap develop?',
    hover: 'Point at a row of the evidence below to see the epochs it is about.',
    turning: 'What would change the verdict?',
    turningAnswer: 'The checks that are nearest to their limits:',
    turn: (passed: boolean, value: string, limit: string, noise: string | null) =>
      `${passed ? 'Yes' : 'No'}, with ${value}${noise === null ? '' : ` ± ${noise}`}; past ${limit} the answer would be ${passed ? 'no' : 'yes'}.`,
    question: 'Question',
    value: 'Measured',
    noise: 'Noise',
    threshold: 'Limit',
    outcome: 'Outcome',
    outcomes: { pass: 'yes', fail: 'no', skipped: 'not checked' },
    remedies: 'What to try next',
    tryIt: 'Try it',
    warnings: 'Worth knowing',
    confidence: {
      low: 'Low confidence: one run. Three seeds or folds would tell more.',
      medium: 'Medium confidence: several seeds or folds.',
      high: 'High confidence: the folds agree.',
    },
    version: (version: number) => `Rules version ${version}. Never judged on smoothed values.`,
  },
  config: {
    title: 'What exactly was run?',
    answer:
      'The complete experiment with every default written out. Running this file again gives the same numbers.',
    spec: 'Experiment',
    facts: 'Record',
    id: 'Run',
    seed: 'Seed',
    created: 'Created',
    started: 'Started',
    finished: 'Finished',
    attempts: 'Taken up',
    times: (count: number) => (count === 1 ? 'once' : `${count} times`),
    backend: 'Computed by',
    examples: 'Examples',
    exampleCounts: (train: number, validation: number, test: number) =>
      `${train} training, ${validation} validation, ${test} test`,
    steps: 'Updates per epoch',
  },
  moreData: {
    title: 'Would more data help?',
    answer: (trainings: number, time: string | null) =>
      `Trains this network on an eighth, a quarter, half and all of its data, three times each, and fits a law to the errors: ${trainings} trainings${time === null ? '' : `, about ${time} of computing`}.`,
    start: 'Find out',
    starting: 'Starting …',
    change: 'Change it first',
  },
} as const;
