import type { DataSetInfo } from '@convlab/core';
import type { DataCheck, DataReport, PartReport } from './report.ts';

/* Below this, chance hides differences of several points: the generalization report then cannot tell. */
const FEW_VALIDATION = 100;
/* Largest to smallest class; beyond it, accuracy says little about the small ones. */
const IMBALANCE = 10;

type Facts = Omit<DataReport, 'checks'>;

/** The checks of a data report, worst first. */
export function checkData(info: DataSetInfo, facts: Facts, numSkipped: number): readonly DataCheck[] {
  const checks = [
    checkFinite(facts),
    checkLeak(facts),
    checkConflicts(facts),
    ...(info.task === 'classification' ? [checkClasses(info, facts), checkBalance(info, facts)] : []),
    checkValidation(facts),
    checkRange(info, facts),
    checkConstant(info, facts),
    checkBlank(facts),
    checkSkipped(numSkipped),
  ];
  const order = { fail: 0, warn: 1, pass: 2 };
  return checks.toSorted((a, b) => order[a.outcome] - order[b.outcome]);
}

function checkFinite({ numNotFinite }: Facts): DataCheck {
  return {
    id: 'finite',
    outcome: numNotFinite === 0 ? 'pass' : 'fail',
    question: 'Is every value a number?',
    answer:
      numNotFinite === 0
        ? 'Every value is.'
        : `${count(numNotFinite, 'value')} not: one of them makes every loss NaN.`,
  };
}

function checkLeak({ duplicates: { numLeaked }, parts }: Facts): DataCheck {
  const judged = sizeOf(parts, 'validation') + sizeOf(parts, 'test');
  return {
    id: 'leak',
    outcome: numLeaked === 0 ? 'pass' : numLeaked > judged / 100 ? 'fail' : 'warn',
    question: 'Are validation and test examples new to the network?',
    answer:
      numLeaked === 0
        ? 'No validation or test example stands in the training part.'
        : `${numLeaked} of ${judged} validation and test examples stand in the training part as well (${percent(numLeaked / judged)}): their scores are too good.`,
  };
}

function checkConflicts({ duplicates: { numConflicting } }: Facts): DataCheck {
  return {
    id: 'conflicts',
    outcome: numConflicting === 0 ? 'pass' : 'warn',
    question: 'Do equal inputs have equal targets?',
    answer:
      numConflicting === 0
        ? 'They do.'
        : `${count(numConflicting, 'group')} of equal inputs with different targets: no network can learn those.`,
  };
}

function checkClasses({ outputNames }: DataSetInfo, { parts }: Facts): DataCheck {
  const missing = parts
    .filter(({ numExamples }) => numExamples > 0)
    .flatMap(({ name, classCounts = [] }) =>
      classCounts.flatMap((found, k) => (found === 0 ? [`${outputNames[k] ?? k} in ${name}`] : [])),
    );
  return {
    id: 'classes',
    outcome: missing.length === 0 ? 'pass' : 'fail',
    question: 'Does every part know every class?',
    answer:
      missing.length === 0
        ? `Each part has examples of all ${outputNames.length} classes.`
        : `Missing: ${list(missing)}.`,
  };
}

function checkBalance({ outputNames }: DataSetInfo, { parts }: Facts): DataCheck {
  const counts = parts.find(({ name }) => name === 'train')?.classCounts ?? [];
  const most = Math.max(...counts);
  const least = Math.min(...counts);
  const name = (value: number) => outputNames[counts.indexOf(value)] ?? '';
  const even = most === least;
  return {
    id: 'balance',
    outcome: most > IMBALANCE * least ? 'warn' : 'pass',
    question: 'Are the classes balanced?',
    answer: even
      ? `Each class has ${most} training examples.`
      : `The largest class (${name(most)}) has ${most} training examples, the smallest (${name(least)}) ${least}.` +
        (most > IMBALANCE * least ? ' Look at F1 and at each class’s recall rather than at accuracy.' : ''),
  };
}

function checkValidation({ parts }: Facts): DataCheck {
  const numValidation = sizeOf(parts, 'validation');
  // Standard error of an error rate of 10 %.
  const error = Math.sqrt((0.1 * 0.9) / Math.max(1, numValidation));
  return {
    id: 'validation-size',
    outcome: numValidation >= FEW_VALIDATION ? 'pass' : 'warn',
    question: 'Is the validation part large enough to judge by?',
    answer:
      numValidation === 0
        ? 'There is none.'
        : `It has ${numValidation} examples: an error of 10 % is known to ± ${(100 * 1.96 * error).toFixed(1)} points (95 %).` +
          (numValidation >= FEW_VALIDATION ? '' : ' Cross-validation uses every example for that.'),
  };
}

function checkRange({ inputRange }: DataSetInfo, { features }: Facts): DataCheck {
  const min = Math.min(...features.map((feature) => feature.min));
  const max = Math.max(...features.map((feature) => feature.max));
  const outside = inputRange !== undefined && (min < inputRange[0] || max > inputRange[1]);
  return {
    id: 'range',
    outcome: outside ? 'fail' : 'pass',
    question: 'Do the values lie where they should?',
    answer:
      inputRange === undefined
        ? `They lie from ${short(min)} to ${short(max)}; the data set states no bounds.`
        : `They lie from ${short(min)} to ${short(max)}; the data set says ${short(inputRange[0])} to ${short(inputRange[1])}.`,
  };
}

function checkConstant({ inputShape }: DataSetInfo, { features }: Facts): DataCheck {
  const constant = features.filter(({ standardDeviation }) => standardDeviation === 0).length;
  const what = inputShape.length === 3 ? 'channel' : 'feature';
  return {
    id: 'constant',
    outcome: constant === 0 ? 'pass' : 'warn',
    question: `Does every ${what} vary?`,
    answer:
      constant === 0
        ? features.length === 1
          ? 'It does.'
          : `All ${features.length} do.`
        : `${constant} of ${features.length} are the same in all training examples and tell nothing.`,
  };
}

function checkBlank({ numBlank }: Facts): DataCheck {
  return {
    id: 'blank',
    outcome: numBlank === 0 ? 'pass' : 'warn',
    question: 'Does every example show something?',
    answer: numBlank === 0 ? 'None is blank.' : `${numBlank} have the same value everywhere.`,
  };
}

function checkSkipped(numSkipped: number): DataCheck {
  return {
    id: 'skipped',
    outcome: numSkipped === 0 ? 'pass' : 'warn',
    question: 'Could everything be read?',
    answer: numSkipped === 0 ? 'Everything could.' : `${numSkipped} items are broken and were left out.`,
  };
}

function sizeOf(parts: readonly PartReport[], wanted: PartReport['name']): number {
  return parts.find(({ name }) => name === wanted)?.numExamples ?? 0;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun} is` : `${number} ${noun}s are`;
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, 5).join(', ');
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
