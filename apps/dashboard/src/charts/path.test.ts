import { describe, expect, it } from 'vitest';
import { bandPath, brokenPlaces, linePath, lonelyPoints } from './path.ts';
import { nearest, pointAt, positionsOf, stepFrom, type Point } from './points.ts';

const same = (value: number) => value;
const points = (...ys: (number | null)[]): Point[] => ys.map((y, i) => ({ x: i, y }));

describe('linePath', () => {
  it('brings values far beyond the axis nearer, as the dashes of an endless line cannot be drawn', () => {
    const diverging = [
      { x: 0, y: 1e30 },
      { x: 1, y: 1 },
    ];
    expect(
      linePath(
        { points: diverging },
        (x) => x,
        (y) => -y,
      ),
    ).toBe('M0 -20000L1 -1');
  });

  it('joins points and breaks at what is not a number', () => {
    expect(linePath({ points: points(1, 2, null, 3, Number.NaN, Infinity, 4) }, same, same)).toBe(
      'M0 1L1 2M3 3M6 4',
    );
  });
  it('holds a value until the next in steps', () => {
    expect(linePath({ points: points(1, 2), shape: 'step' }, same, same)).toBe('M0 1H1V2');
  });
  it('is empty without points', () => expect(linePath({ points: [] }, same, same)).toBe(''));
  it('takes a million points', () => {
    const many = Array.from({ length: 1_000_000 }, (_, x): Point => ({ x, y: 1 }));
    expect(linePath({ points: many }, same, same).length).toBeGreaterThan(1_000_000);
  });
});

it('bandPath runs along the upper ends and back along the lower, in one piece per stretch', () => {
  const band: Point[] = [
    { x: 0, y: 1, low: 0, high: 2 },
    { x: 1, y: 1, low: 0.5, high: 3 },
    { x: 2, y: null },
    { x: 3, y: 1, low: 0, high: 2 },
  ];
  expect(bandPath(band, same, same)).toBe('M0 2L1 3L1 0.5L0 0Z');
});

it('bandPath goes on as another piece where points turn back, the same way round', () => {
  const at = (x: number): Point => ({ x, y: 1, low: 0, high: 2 });
  expect(bandPath([at(2), at(3), at(1)], same, same)).toBe('M2 2L3 2L3 0L2 0ZM1 2L3 2L3 0L1 0Z');
});

it('finds points without neighbours, and places without numbers', () => {
  expect(lonelyPoints(points(1, null, 2, 3, null, 9)).map(({ x }) => x)).toEqual([0, 5]);
  const series = [points(1, null, 2), points(null, 1, 2)].map((one, i) => ({
    key: String(i),
    label: '',
    colour: '',
    points: one,
  }));
  expect(brokenPlaces(series)).toEqual([0, 1]);
});

describe('positions', () => {
  const series = [
    {
      key: 'a',
      label: 'a',
      colour: '',
      points: [
        { x: 5, y: 1 },
        { x: 10, y: 2 },
      ],
    },
    {
      key: 'b',
      label: 'b',
      colour: '',
      points: [
        { x: 7, y: 3 },
        { x: 10, y: null },
      ],
    },
  ];
  it('are those of all series, in order', () => {
    expect(positionsOf(series)).toEqual([5, 7, 10]);
  });
  it('are found by nearness', () => {
    expect([-3, 5.9, 6.1, 8.4, 99].map((x) => nearest([5, 7, 10], x))).toEqual([5, 5, 7, 7, 10]);
    expect(nearest([], 1)).toBeUndefined();
  });
  it('are gone through by steps and end at both ends', () => {
    expect([1, -1, Infinity, -Infinity].map((by) => stepFrom([5, 7, 10], 7, by))).toEqual([10, 5, 10, 5]);
    expect(stepFrom([], 7, 1)).toBeUndefined();
  });
  it('read a series where it has values, nowhere else', () => {
    const [a] = series;
    expect([4, 5, 7.4, 7.6, 10, 11].map((x) => pointAt(a?.points ?? [], x)?.y)).toEqual([
      undefined,
      1,
      1,
      2,
      2,
      undefined,
    ]);
  });
  it('read a curve that turns back where it was last', () => {
    const there = [
      { x: 3, y: 1 },
      { x: 1, y: 2 },
      { x: 2, y: 3 },
      { x: 1, y: 4 },
    ];
    expect([0, 1, 1.4, 2.2, 3, 4].map((x) => pointAt(there, x)?.y)).toEqual([
      undefined,
      4,
      4,
      3,
      1,
      undefined,
    ]);
  });
});
