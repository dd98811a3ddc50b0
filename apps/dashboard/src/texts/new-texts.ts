import type { JsonFault, JsonFaultKind } from '../format/json-fault.ts';
import { formatBytes, formatCount } from '../format/format.ts';

const jsonFaults: Readonly<Record<JsonFaultKind, string>> = {
  value: 'a value is missing',
  name: 'a name in double quotes is missing',
  colon: 'a colon is missing',
  comma: 'a comma is missing',
  brace: 'a closing } is missing',
  bracket: 'a closing ] is missing',
  end: 'there is something after the end',
  'open-text': 'a text has no closing quote',
  comment: 'comments are not allowed',
  symbol: 'something unexpected stands',
};

/** Texts of the page that makes experiments. */
export const newTexts = {
  title: 'New experiment',
  lead: 'Everything has a default. What you change appears in the file beside the form, and the other way round.',
  cloneOf: (name: string) => `A copy of “${name}”, to be changed.`,
  launch: 'Start the run',
  launching: 'Starting …',
  progress: {
    label: 'How far the start is',
    starting: 'Starting …',
    fetching: 'Looking for the data …',
    dividing: 'Dividing the data …',
    reading: (path: string) => `Reading ${path} …`,
    storing: (at: { path: string; storedBytes: number; totalBytes: number }) =>
      `Storing ${at.path} for the other machines: ${formatBytes(at.storedBytes)} of ${formatBytes(at.totalBytes)}`,
  },
  checking: 'Checking …',
  ready: 'Ready to start',
  summary: (weights: number, shape: readonly number[], outputs: number) =>
    `${formatCount(weights)} weights; inputs of ${shape.join(' × ')}, ${outputs} ${outputs === 1 ? 'output' : 'outputs'}.`,
  faults: (count: number) => `${count} ${count === 1 ? 'thing' : 'things'} to mend`,
  noPath: 'experiment',
  file: 'Experiment file',
  fileHelp: 'npx convlab run FILE takes the same file.',
  notInAddress: 'This is too large for the address of the page: download the file to keep or share it.',
  upload: 'Open a file',
  badJson: ({ line, column, kind }: JsonFault) =>
    `This is not JSON: ${jsonFaults[kind]} at line ${line}, column ${column}. The form shows what it was before.`,
  notObject: 'An experiment is a JSON object.',
  tooLarge: 'The file is larger than 2 MB.',
  unreadable: 'The file cannot be read.',
  form: 'Settings',
  doesNotFit: 'It does not fit into the memory of this machine.',
  kind: {
    label: 'Kind of experiment',
    titles: {
      single: 'Single',
      'k-fold': 'Cross-validation',
      selection: 'Model selection',
      search: 'Search',
      ensemble: 'Ensemble',
      'learning-curve': 'Learning curve',
    },
    questions: {
      single: 'How well does this network do?',
      'k-fold': 'How far can the number be trusted?',
      selection: 'Which of these networks does best?',
      search: 'Which settings do best?',
      ensemble: 'Do several networks do better?',
      'learning-curve': 'Would more data help?',
    },
    study: 'Study',
    studyQuestion: 'Does a well-known claim hold?',
  },
  estimate: {
    title: 'What it will cost',
    waiting: 'Appears when the settings can be run.',
    weights: 'Weights',
    statistics: (count: number) =>
      count === 0 ? 'trainable' : `trainable; ${formatCount(count)} statistics`,
    multiplyAdds: 'Multiply–adds',
    perImage: 'per example, forward',
    memory: 'Memory to train',
    memoryParts: (batch: number, copies: number, parallel: number) =>
      `${parallel > 1 ? `for each of ${parallel} at a time, ` : ''}at least: weights, gradients, ${copies === 0 ? 'no state of the optimizer' : `${copies} × in the optimizer`}, a batch of ${formatCount(batch)}`,
    epochTime: 'Time per epoch',
    updates: (steps: number, examples: number) =>
      `${formatCount(steps)} ${steps === 1 ? 'update' : 'updates'}, ${formatCount(examples)} examples`,
    totalTime: 'Time in all',
    trainings: (count: number, epochs: number, parallel: number) =>
      count === 1
        ? `${formatCount(epochs)} epochs at the most`
        : `${formatCount(count)} trainings of ${formatCount(epochs)} epochs at the most, ${parallel} at a time`,
    range: (from: string, to: string) => `${from} to ${to}`,
    source: (
      source: { kind: 'same' | 'similar'; numRuns: number } | { kind: 'rough' },
      range: string | undefined,
    ) => {
      const inAll = range === undefined ? '' : ` In all ${range}.`;
      if (source.kind === 'rough') return `Rough: nothing was measured here yet.${inAll}`;
      const measured = `${source.numRuns} measured ${source.numRuns === 1 ? 'run' : 'runs'}`;
      return source.kind === 'same'
        ? `From ${measured} of this network.${inAll}`
        : `From ${measured} of similar cost.${inAll}`;
    },
    tooLarge: 'This cannot fit',
    tight: 'This may not fit',
    room: (needed: number, room: number, batch: number | null) =>
      `It needs at least ${formatBytes(needed)} for each training, and there are ${formatBytes(room)}. ${
        batch === null
          ? 'The network is too large for any batch.'
          : `A batch of at most ${formatCount(batch)} would fit.`
      }`,
  },
  rate: {
    title: 'What will the learning rate do?',
    series: 'learning rate',
    epoch: 'Epoch',
    empty: 'Appears when the settings can be run.',
    updates: (updates: number, epochs: number) =>
      `${formatCount(updates)} updates in ${formatCount(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}.`,
    constant: (rate: string) => `It stays at ${rate}.`,
    reacts: (rate: string) =>
      `It starts at ${rate} and falls when the training stops getting better, which no plan can know; drawn as if it never did.`,
    changes: (first: string, peak: string, last: string) => `It goes from ${first}${peak} to ${last}.`,
    peak: (rate: string, epoch: number) => ` to ${rate} after ${Number(epoch.toPrecision(2))} epochs, and`,
  },
  augmented: {
    title: 'What will the network see?',
    answer: (rows: number, forms: number) =>
      `${rows} training images: first as they are, then as the network sees them in its first ${forms} epochs.`,
    others: 'Other images',
    original: (name: string) => `${name} as it is`.trim(),
    form: (name: string, epoch: number) => `${name} in epoch ${epoch}`.trim(),
  },
} as const;
