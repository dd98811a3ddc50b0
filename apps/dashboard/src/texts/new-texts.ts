import { formatCount } from '../format/format.ts';

/** Texts of the page that makes experiments. */
export const newTexts = {
  title: 'New experiment',
  lead: 'Everything has a default. What you change appears in the file beside the form, and the other way round.',
  cloneOf: (name: string) => `A copy of “${name}”, to be changed.`,
  launch: 'Start the run',
  launching: 'Starting …',
  checking: 'Checking …',
  ready: 'Ready to start',
  summary: (weights: number, shape: readonly number[], outputs: number) =>
    `${formatCount(weights)} weights; inputs of ${shape.join(' × ')}, ${outputs} ${outputs === 1 ? 'output' : 'outputs'}.`,
  faults: (count: number) => `${count} ${count === 1 ? 'thing' : 'things'} to mend`,
  noPath: 'experiment',
  file: 'Experiment file',
  fileHelp: 'npx convlab run FILE takes the same file.',
  upload: 'Open a file',
  badJson: (detail: string) => `This is not JSON: ${detail}`,
  notObject: 'An experiment is a JSON object.',
  tooLarge: 'The file is larger than 2 MB.',
  unreadable: 'The file cannot be read.',
  form: 'Settings',
} as const;
