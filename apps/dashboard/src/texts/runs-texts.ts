import { formatCount, formatDuration, formatShare } from '../format/format.ts';

const runs = (count: number) => `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;

/** Texts of the list of runs. */
export const runsTexts = {
  title: 'Runs',
  answer: (total: number, running: number, more: boolean) =>
    `${more ? 'The newest ' : ''}${runs(total)}${running === 0 ? '' : `, ${running} under way`}.`,
  archivedTitle: 'Archived runs',
  archivedAnswer: (total: number) =>
    total === 0 ? 'Nothing has been put away.' : `${runs(total)} put away; nothing of them is lost.`,
  new: 'New experiment',
  now: 'Running now',
  moreRunning: (count: number) => `and ${count} more, in the table below`,
  stop: (name: string) => `Stop ${name}`,
  left: (ms: number) => `${formatDuration(ms)} left at the most`,
  waiting: 'waiting for a free worker',
  epochOf: (epoch: number, planned: number | null) =>
    planned === null ? `epoch ${epoch}` : `epoch ${epoch} of ${planned}`,
  progressOf: (name: string) => `Progress of ${name}`,
  more: 'Show older runs',
  table: 'Runs',
  spark: 'Validation loss over the epochs',
  columns: {
    name: 'Name',
    verdict: 'Verdict',
    validation: (at: 'best' | 'last') =>
      at === 'best' ? 'Validation, best epoch' : 'Validation, last epoch',
    trainEval: 'Training',
    gap: 'Gap, pts',
    loss: 'Val. loss',
    epochs: 'Epochs',
    time: 'Time',
    weights: 'Weights',
    tags: 'Tags',
    created: 'Created',
  },
  atEpoch: (epoch: number) => `@ ${epoch}`,
  ofEpochs: (epoch: number, planned: number | null) =>
    planned === null ? String(epoch) : `${epoch} / ${planned}`,
  filter: 'Filter',
  filterPlaceholder: 'Filter, such as dataset:digits val>0.95',
  filterHelp: (keys: readonly string[]) =>
    `Words, and conditions: ${keys.join(', ')}, or any setting, with : = > < >= <=. A minus before it means not.`,
  clearFilter: 'Show all runs',
  found: (shown: number, total: number) => `${formatCount(shown)} of ${formatCount(total)}`,
  atLabel: 'Whose numbers',
  at: { best: 'Best epoch', last: 'Last epoch' },
  showArchived: 'Archived',
  chosen: (count: number) => `${formatCount(count)} selected`,
  compare: 'Compare',
  setBaseline: 'Make baseline',
  noBaseline: 'No baseline',
  baseline: 'Baseline: differences are to this run',
  archive: 'Archive',
  restore: 'Bring back',
  tag: 'Tags',
  tagsOf: (count: number) => (count === 1 ? 'Tags of this run' : `Tags of these ${count} runs`),
  tagsHelp: 'Enter adds a tag',
  clearSelection: 'Select none',
  selectAll: 'Select all',
  select: (name: string) => `Select ${name}`,
  pin: (name: string) => `Pin ${name} to the top`,
  unpin: (name: string) => `Unpin ${name}`,
  actions: {
    archived: (count: number) => `${runs(count)} archived.`,
    restored: (count: number) => `${runs(count)} brought back.`,
  },
  keys: {
    filter: 'Filter',
    next: 'Next run',
    previous: 'Previous run',
    open: 'Open the run',
    select: 'Select the run',
    pin: 'Pin the run to the top',
    compare: 'Compare the selected runs',
    archive: 'Archive, or bring back',
    at: 'Best or last epoch',
  },
  map: {
    title: 'Where do my runs stand?',
    toggle: 'Map of the runs',
    run: 'Run',
    train: 'Training error',
    validation: 'Validation error',
    zones: { good: 'good fit', overfit: 'overfit', underfit: 'underfit' },
    answer: (total: number, good: number, over: number, under: number) =>
      `Of ${runs(total)}, ${good} fit well, ${over} overfit and ${under} underfit. Both axes are logarithmic; errors below ${formatShare(0.001, 1)} stand at the edge.`,
  },
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
  experiments: {
    title: 'Experiments of many runs',
    answer: (count: number, more: boolean) =>
      more
        ? `The newest ${count}, each with what its runs came to together.`
        : 'Each with what its runs came to together.',
    more: 'Show more experiments',
    progress: (name: string) => `Runs of ${name} that are over`,
    waiting: 'No result yet.',
    folds: (metric: string, mean: string, spread: string | null, count: number) =>
      `${capital(metric)} ${mean}${spread === null ? '' : ` ± ${spread}`} over ${count} ${count === 1 ? 'fold' : 'folds'}.`,
    best: (error: string, settings: string, trial: number) =>
      `Best error ${error} with ${settings} (trial ${trial}).`,
    chosen: (name: string) => `Chosen: ${name}.`,
    validation: (metric: string) => `Validation ${metric}`,
    test: (metric: string) => `Test ${metric}`,
    ensemble: (metric: string, ensemble: string, best: string, mean: string) =>
      `${metric}: together ${ensemble}, best member ${best}, mean ${mean}.`,
  },
} as const;

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
