import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('writes every digit, quotes labels and leaves gaps empty', () => {
  const series = [
    { key: 'a', label: 'loss, "clean"', colour: '' },
    { key: 'b', label: 'validation', colour: '' },
  ];
  const csv = toCsv(
    'Epoch',
    [
      { x: 1, a: 0.1 + 0.2, b: null },
      { x: 2, a: 1e-7, b: 3 },
    ],
    series,
  );
  expect(csv).toBe('Epoch,"loss, ""clean""",validation\r\n1,0.30000000000000004,\r\n2,1e-7,3\r\n');
});
