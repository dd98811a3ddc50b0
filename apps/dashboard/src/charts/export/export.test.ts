import { expect, it } from 'vitest';
import { curveTable } from '../table.ts';
import { toCsv } from './csv.ts';
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
