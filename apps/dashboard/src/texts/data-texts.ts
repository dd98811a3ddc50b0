const number = (value: number): string => value.toLocaleString('en');
const plural = (count: number, noun: string): string => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Texts of the pages about data sets. */
export const dataTexts = {
  title: 'Data',
  answer: (here: number, toFetch: number) =>
    `${plural(here, 'data set')} can be used at once` +
    (toFetch === 0 ? '.' : `, ${number(toFetch)} more after one command.`),
  places: {
    here: 'here',
    fetched: 'fetched',
    'to-fetch': 'to be fetched',
    yours: 'your files',
    upload: 'uploaded',
  },
  columns: { name: 'Data set', where: 'Where', examples: 'Examples', shape: 'Shape', outputs: 'Classes' },
  targets: (count: number) => plural(count, 'value'),
  fetch: (name: string) => `npx convlab data get ${name}`,
  use: 'Use it',
  upload: {
    title: 'Your own images',
    help: 'A zip file with one folder for each class, holding PNG, JPEG or WebP images. It is unpacked on this machine; nothing leaves it.',
    name: 'Name',
    nameHelp: 'Small letters, digits and hyphens.',
    file: 'Zip file',
    filePlaceholder: 'Choose a file',
    send: 'Upload',
    progress: (percent: number) => (percent < 100 ? `${percent} % sent` : 'Unpacking …'),
    done: (images: number, classes: number) => `${plural(images, 'image')} of ${number(classes)} classes.`,
    ignored: (count: number) => `${plural(count, 'other file')} left out.`,
    look: 'Look it over',
    failed: 'The archive was refused',
    broken: 'The connection broke off.',
  },
  back: 'All data sets',
  loading: 'Looking every example over …',
  sane: (examples: number, shape: string) => `${number(examples)} examples of ${shape}: every check passes.`,
  worst: (answer: string, more: number) =>
    more === 0 ? answer : `${answer} ${plural(more, 'more finding')} below.`,
  checks: 'Is the data sane?',
  outcomes: { pass: 'fine', warn: 'worth knowing', fail: 'mend this first' },
  checksAnswer: (passed: number, all: number) => `${passed} of ${all} checks pass.`,
  balance: {
    title: 'Are the classes balanced in every part?',
    even: (each: number) => `Every class has ${plural(each, 'training example')}.`,
    uneven: (most: string, mostCount: number, least: string, leastCount: number) =>
      `${most} has ${number(mostCount)} training examples, ${least} ${number(leastCount)}.`,
    rows: 'Class',
    columns: 'Part',
    none: 'There are no classes: the targets are values.',
  },
  parts: { train: 'training', validation: 'validation', test: 'test' },
  moments: {
    title: 'Where do the values lie?',
    channel: (k: number, count: number) =>
      count === 3 ? (['red', 'green', 'blue'][k] ?? '') : count === 1 ? 'grey' : `channel ${k + 1}`,
    feature: (k: number) => `feature ${k + 1}`,
    answer: (name: string, mean: string, deviation: string) =>
      `Training part: ${name} has mean ${mean} and standard deviation ${deviation}.`,
    spread: (count: number, low: string, high: string) =>
      `Training part: standard deviations of ${number(count)} features lie from ${low} to ${high}`,
    scale: '; scaling makes them alike.',
    item: 'Feature',
    value: 'Mean ± standard deviation',
  },
  examples: {
    title: 'What do examples look like?',
    answer: (total: number, part: string, label: string | null) =>
      `${number(total)} ${part} examples${label === null ? '' : ` of ${label}`}.`,
    part: 'Part',
    label: 'Class',
    all: 'all classes',
    none: 'There are none.',
    caption: (index: number, target: string) => `Example ${index}: ${target}`,
  },
  duplicates: {
    title: 'Which examples stand there twice?',
    none: 'No two examples are equal.',
    answer: (repeated: number, leaked: number) =>
      `${plural(repeated, 'example')} repeat${repeated === 1 ? 's' : ''} an earlier one; ` +
      (leaked === 0
        ? 'none of them crosses from training to validation or test.'
        : `${number(leaked)} of validation or test stand in training as well.`),
    conflict: 'different targets',
  },
  skipped: (count: number) => `${plural(count, 'item')} could not be read`,
  source: 'Source',
  licence: 'Licence',
  seed: 'Seed of the split',
  config: 'Configuration',
} as const;
