import { formatCount } from '../format/format.ts';

const times = (count: number): string => (count === 1 ? 'once' : `${formatCount(count)} times`);
const count = (number: number, one: string, many: string): string =>
  `${formatCount(number)} ${number === 1 ? one : many}`;

/** What the sentence about flips is made of. */
interface FlipFacts {
  readonly since: number;
  readonly last: number;
  /** Mistakes at the epoch of comparison. */
  readonly wrongThen: number;
  readonly fixed: number;
  readonly broken: number;
  readonly neverRight: number;
  readonly numExamples: number;
  readonly forgotten: number;
  readonly mostForgotten: number;
}

/** Texts about which examples a run learns and forgets over its epochs. */
export const flipsTexts = {
  title: 'Which examples does it learn, and which does it forget?',
  answer: (facts: FlipFacts) =>
    `From epoch ${facts.since} to ${facts.last} it fixed ${formatCount(facts.fixed)} of ${count(facts.wrongThen, 'mistake', 'mistakes')} and broke ${count(facts.broken, 'right answer', 'right answers')}; ${formatCount(facts.neverRight)} of ${count(facts.numExamples, 'validation example', 'validation examples')} ${facts.neverRight === 1 ? 'was' : 'were'} never right${
      facts.forgotten === 0
        ? ', and none was forgotten.'
        : `, and ${formatCount(facts.forgotten)} ${facts.forgotten === 1 ? 'was' : 'were'} right once and forgotten later${facts.mostForgotten > 1 ? `, at most ${times(facts.mostForgotten)}` : ''}.`
    }`,
  single: (epoch: number, wrong: number, all: number) =>
    `At epoch ${epoch} it gets ${formatCount(wrong)} of ${count(all, 'validation example', 'validation examples')} wrong; what flips is known from the next epoch on.`,
  sample: (kept: number, all: number) =>
    `A fixed sample of ${formatCount(kept)} of ${formatCount(all)} validation examples.`,
  empty: 'Answers are kept from the end of the first epoch on.',
  older: 'This run was trained before its answers were kept epoch by epoch.',
  epoch: 'Epoch',
  since: 'Compare the last epoch with epoch',
  sinceValue: (epoch: number) => `epoch ${epoch}`,
  best: 'best epoch',
  series: {
    wrong: 'wrong',
    neverRight: 'never right so far',
    fixed: (since: number) => `fixed since epoch ${since}`,
    broken: (since: number) => `broken since epoch ${since}`,
  },
  kind: 'Which examples',
  kinds: { fixed: 'Fixed', broken: 'Broken', forgotten: 'Forgotten', 'never-right': 'Never right' },
  galleries: {
    fixed: (since: number, last: number) => `Wrong at epoch ${since}, right at ${last}`,
    broken: (since: number, last: number) => `Right at epoch ${since}, wrong at ${last}`,
    forgotten: () => 'Forgotten most often',
    'never-right': () => 'Never right at any epoch',
  },
  total: (number: number, forgotten: boolean) =>
    number === 1
      ? '1 example.'
      : `${formatCount(number)} examples, ${forgotten ? 'the most often forgotten' : 'the surest'} first.`,
  label: 'Class',
  all: 'all classes',
  before: (name: string) => `before: ${name}`,
  forgotten: (number: number) => `forgotten ${formatCount(number)}×`,
  timesRight: (number: number, of: number) => `right ${number}/${of}`,
} as const;
