import { formatCount } from '../format/format.ts';
import { compareTexts } from './compare-texts.ts';
import { newTexts } from './new-texts.ts';
import { runTexts } from './run-texts.ts';
import { runsTexts } from './runs-texts.ts';
import { systemTexts } from './system-texts.ts';

/** Every text that the dashboard shows, by page. Functions take what is put in. */
export const texts = {
  product: 'ConvLab',
  description: 'Train, watch and judge convolutional networks.',
  navigation: {
    label: 'Pages',
    toggle: 'Show or hide the pages',
    skip: 'Skip to the content',
    runs: 'Runs',
    new: 'New experiment',
    compare: 'Compare',
    data: 'Data',
    architectures: 'Architectures',
    studies: 'Studies',
    plugins: 'Plugins',
    system: 'System',
  },
  common: {
    loading: 'Loading …',
    retry: 'Try again',
    failedTitle: 'This could not be loaded',
    unknownError: 'The server did not answer as expected.',
    offline: 'The server does not answer. It may have been stopped.',
    backToRuns: 'Back to all runs',
    notFoundTitle: 'There is no such page',
    notFound: 'The address may be mistyped, or what it named is gone.',
    crashedTitle: 'This page stopped working',
    crashed: 'Nothing is lost: runs go on in the server.',
    lost: 'The connection to the server is lost. Trying again …',
    copied: 'Copied',
    copy: 'Copy',
    close: 'Close',
    undo: 'Undo',
    redo: 'Redo',
    download: 'Download',
    testOpened: (times: number) =>
      times <= 1
        ? 'Opened once in this project on this data set: an honest estimate.'
        : `Opened ${times >= 1000 ? 'at least 1,000' : formatCount(times)} times in this project on this data set. Whoever chooses among these scores makes the best of them too good to be true; choose by validation.`,
  },
  pager: {
    more: 'More',
    back: 'Back',
    range: (from: number, to: number, total: number) =>
      `${formatCount(from)} to ${formatCount(to)} of ${formatCount(total)}`,
  },
  runs: runsTexts,
  run: runTexts,
  new: newTexts,
  compare: compareTexts,
  system: systemTexts,
} as const;
