import { formatDuration } from '../format/format.ts';

/** Texts of the list of runs. */
export const runsTexts = {
  title: 'Runs',
  answer: (total: number, running: number) =>
    `${total} ${total === 1 ? 'run' : 'runs'}${running === 0 ? '' : `, ${running} under way`}. Accuracies and losses are those of each run’s best epoch.`,
  new: 'New experiment',
  now: 'Running now',
  left: (ms: number) => `${formatDuration(ms)} left at the most`,
  waiting: 'waiting for a free worker',
  epochOf: (epoch: number, planned: number | null) =>
    planned === null ? `epoch ${epoch}` : `epoch ${epoch} of ${planned}`,
  progressOf: (name: string) => `Progress of ${name}`,
  more: 'Show older runs',
  table: 'All runs, newest first',
  sort: (column: string) => `Sort by ${column}`,
  columns: {
    name: 'Name',
    status: 'State',
    verdict: 'Verdict',
    validation: 'Validation',
    trainEval: 'Training',
    gap: 'Gap, points',
    loss: 'Val. loss',
    epochs: 'Epochs',
    time: 'Time',
    weights: 'Weights',
    created: 'Created',
  },
  atEpoch: (epoch: number) => `@ ${epoch}`,
  ofEpochs: (epoch: number, planned: number | null) =>
    planned === null ? String(epoch) : `${epoch} / ${planned}`,
  empty: {
    title: 'Train your first network',
    text: 'A small convolutional network learns 1,797 handwritten digits on this machine. It takes less than a minute, and you can watch.',
    button: 'Start the first run',
    starting: 'Starting …',
    steps: [
      ['Watch', 'Loss and error of training and validation, drawn epoch by epoch.'],
      ['Judge', 'A verdict tells whether it generalizes, with the evidence behind it.'],
      ['Change', 'Clone the run, change one thing and compare.'],
    ],
    or: 'or set up your own',
  },
} as const;
