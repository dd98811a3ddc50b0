import { describe, expect, it } from 'vitest';
import { readPanelResult, type PanelResult } from './panel.ts';

const axis = { label: 'Loss', unit: 'number' } as const;
const curve = (points: number, series = 1): PanelResult => ({
  answer: 'It falls.',
  chart: {
    type: 'curves',
    x: { label: 'Epoch' },
    y: axis,
    series: Array.from({ length: series }, (_, i) => ({
      name: `run ${i}`,
      points: Array.from({ length: points }, (__, x) => ({ x, y: x === 1 ? null : x })),
    })),
  },
});
const matrix = (values: (number | null)[][]): PanelResult => ({
  answer: 'Mostly right.',
  chart: {
    type: 'matrix',
    rowLabel: 'Class',
    columnLabel: 'Predicted',
    rows: ['a', 'b'],
    columns: ['a', 'b'],
    unit: 'share',
    values,
  },
});

describe('what a panel gave', () => {
  it.each([
    ['curves', curve(400, 10)],
    [
      'a matrix with a gap',
      matrix([
        [1, 0],
        [null, 1],
      ]),
    ],
    ['bars', { answer: 'a', chart: { type: 'bars', itemLabel: 'Class', value: axis, items: [] } }],
    ['dots', { answer: 'a', chart: { type: 'scatter', dotLabel: 'Layer', x: axis, y: axis, dots: [] } }],
    [
      'a table',
      { answer: 'a', chart: { type: 'table', columns: [{ label: 'Class', unit: 'text' }], rows: [['a']] } },
    ],
  ])('may be %s', (_, given) => {
    expect(readPanelResult(given)).toEqual(given);
  });

  it.each([
    ['nothing', null, []],
    ['an answer without words', { ...curve(2), answer: ' ' }, ['answer']],
    ['too many points', curve(401), ['chart', 'series', 0, 'points']],
    ['too many curves', curve(2, 11), ['chart', 'series']],
    [
      'what is no number',
      { answer: 'a', chart: { ...curve(0).chart, series: [{ name: 'a', points: [{ x: 1, y: NaN }] }] } },
      ['chart', 'series', 0, 'points', 0, 'y'],
    ],
    ['a matrix without a row', matrix([[1, 0]]), ['chart', 'values']],
    [
      'rows without a cell',
      { answer: 'a', chart: { type: 'table', columns: [{ label: 'a', unit: 'text' }], rows: [[]] } },
      ['chart', 'rows'],
    ],
    ['markup', { answer: 'a', chart: { type: 'html', code: '<b>' } }, ['chart', 'type']],
    ['more than a chart', { ...curve(2), script: 'alert(1)' }, []],
  ])('may not be %s', (_, given, path) => {
    expect(() => readPanelResult(given)).toThrow(expect.objectContaining({ code: 'E_PANEL_RESULT', path }));
  });
});
