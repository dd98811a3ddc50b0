/** Texts of the frame around all pages. */
export const shellTexts = {
  everywhere: 'Everywhere',
  keys: {
    palette: 'Go to a page, a run or an action',
    help: 'Show all keys',
    undo: 'Take back the last change of the view',
  },
  buttons: { palette: 'Search', help: 'Keyboard' },
  help: {
    title: 'Keys',
    close: 'Close',
    charts: 'In a chart that has the focus',
    chartKeys: [
      ['←', 'Read the value to the left'],
      ['→', 'Read the value to the right'],
      ['Home', 'First value'],
      ['End', 'Last value'],
      ['Enter', 'Pin the cursor'],
      ['Esc', 'Let the cursor go'],
      ['l', 'Logarithmic axis'],
      ['s', 'Smooth'],
      ['f', 'Full screen'],
      ['0', 'Show the whole axis'],
    ],
  },
  palette: {
    title: 'Go to or do',
    placeholder: 'Page, run or action …',
    page: 'page',
    run: 'run',
    nothing: 'Nothing of that name.',
  },
} as const;
