import { expect, it } from 'vitest';
import { curveTable } from '../table.ts';
import { toCsv } from './csv.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';

const series = [
  {
    key: 'a',
    label: 'loss, "clean"',
    colour: '',
    points: [
      { x: 1, y: 0.1 + 0.2 },
      { x: 2, y: 1e-7 },
    ],
  },
  { key: 'b', label: 'validation', colour: '', points: [{ x: 2, y: 3 }] },
  { key: 'c', label: 'member', colour: '', faint: true, points: [{ x: 9, y: 3 }] },
];
const format = (value: number | null | undefined) => (value ?? 0).toFixed(1);

it('writes every digit to CSV, quotes labels and leaves gaps empty', () => {
  expect(toCsv(curveTable(series, 'Epoch', format))).toBe(
    'Epoch,"loss, ""clean""",validation\r\n1,0.30000000000000004,\r\n2,1e-7,3\r\n',
  );
});

it('keeps a spreadsheet from taking a name for a formula', () => {
  const table = { columns: [{ label: 'Run' }, { label: 'Gap' }], rows: [['=HYPERLINK("x")', -1]] };
  expect(toCsv(table)).toBe('Run,Gap\r\n"\'=HYPERLINK(""x"")",-1\r\n');
});

it('writes markdown with at most twenty rows, both ends among them', () => {
  const points = Array.from({ length: 100 }, (_, i) => ({ x: i, y: i }));
  const table = curveTable([{ key: 'a', label: 'a|b', colour: '', points }], 'Epoch', format);
  const lines = toMarkdown({ title: 'Is it?', answer: 'Yes.', table, link: 'http://h/#c' }).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    '### [Is it?](http://h/#c)',
    '',
    'Yes.',
    '',
    String.raw`| Epoch | a\|b |`,
    '| --- | --: |',
  ]);
  expect(lines.slice(6, -1)).toHaveLength(20);
  expect([lines[6], lines.at(-2)]).toEqual(['| 0 | 0.0 |', '| 99 | 99.0 |']);
});

it('writes JSON with every digit, the runs behind it and null for gaps', () => {
  const runs = [{ id: 'r1', name: 'first', configHash: 'ab12' }];
  const file = { title: 'Is it?', answer: 'Yes.', link: 'http://h/#c', runs };
  const text = toJson({ ...file, table: curveTable(series, 'Epoch', format) });
  expect(JSON.parse(text)).toEqual({
    ...file,
    columns: ['Epoch', 'loss, "clean"', 'validation'],
    rows: [
      [1, 0.1 + 0.2, null],
      [2, 1e-7, 3],
    ],
  });
  expect(JSON.parse(toJson({ ...file, table: { columns: [], rows: [] } }))).toMatchObject({ rows: [] });
});

it('gives a mean the ends of its band, its number of runs and its members', () => {
  const mean = { key: 'm', label: 'mean', colour: '', points: [{ x: 1, y: 2, low: 1, high: 3, count: 2 }] };
  const member = (key: string, y: number) => ({
    key,
    label: key,
    colour: '',
    faint: true,
    points: [{ x: 1, y }],
  });
  expect(toCsv(curveTable([member('a', 1), member('b', 3), mean], 'Epoch', format))).toBe(
    'Epoch,mean,"mean, low end","mean, high end","mean, number of runs",a,b\r\n1,2,1,3,2,1,3\r\n',
  );
});
