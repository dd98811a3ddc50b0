import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCifar } from '../cifar/cifar.ts';
import { readIdx } from '../idx/idx.ts';
import { readNpy, readNpz } from '../npy/npy.ts';
import { readCsv } from './csv.ts';

const all = (length: number): Int32Array => Int32Array.from({ length }, (_, i) => i);
const format = expect.objectContaining({ code: 'E_DATA_FORMAT' });

describe('readCsv', () => {
  it('reads names, quotes and classes that are texts', async () => {
    const source = readCsv('a,"b, c",kind\n1,2.5,yes\n-3,4e1,no\n5,6,yes\n', { task: 'classification' });
    expect(source.info).toMatchObject({ inputShape: [2], outputNames: ['no', 'yes'], numExamples: 3 });
    const { inputs, targets } = await source.read(all(3));
    expect([...inputs]).toEqual([1, 2.5, -3, 40, 5, 6]);
    expect([...targets]).toEqual([1, 0, 1]);
  });

  it('reads tables without names, other delimiters, and targets anywhere', async () => {
    const source = readCsv('10;1;2\n9;3;4\n', { task: 'regression', target: 0 });
    const { inputs, targets } = await source.read(all(2));
    expect([...inputs]).toEqual([1, 2, 3, 4]);
    expect([...targets]).toEqual([10, 9]);
    const named = readCsv('x,y\n1,2\n', { task: 'regression', target: 'x' });
    expect([...(await named.read(all(1))).targets]).toEqual([1]);
  });

  it('sorts classes that are numbers by size', () => {
    expect(readCsv('1,10\n2,9\n3,2\n', { task: 'classification' }).info.outputNames).toEqual([
      '2',
      '9',
      '10',
    ]);
  });

  it.each([
    ['a text cell', 'a,b\n1,2\nx,3\n', 'Row 3, column "a"'],
    ['an empty cell', 'a,b\n,2\n', 'Row 2, column "a"'],
    ['an infinite cell', 'a,b\n1e999,2\n', 'Row 2, column "a"'],
    ['a short row', 'a,b,c\n1,2\n', 'another number of cells'],
    ['no rows', 'a,b\n', 'no rows'],
    ['nothing', '', 'empty'],
    ['no features', 'y\n1\n', 'no features'],
  ])('refuses %s', (_, text, message) => {
    expect(() => readCsv(text, { task: 'regression' })).toThrow(format);
    expect(() => readCsv(text, { task: 'regression' })).toThrow(message);
  });

  it('refuses a target that is not there, and a single class', () => {
    expect(() => readCsv('a,b\n1,2\n', { task: 'regression', target: 'c' })).toThrow('no such target');
    expect(() => readCsv('a,b\n1,x\n', { task: 'classification' })).toThrow('one class only');
  });
});

describe('readIdx', () => {
  it('reads bytes and big-endian numbers', () => {
    const bytes = readIdx(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 255));
    expect(bytes.shape).toEqual([2, 2]);
    expect([...bytes.data]).toEqual([1, 2, 3, 255]);
    const shorts = readIdx(Uint8Array.of(0, 0, 11, 1, 0, 0, 0, 2, 1, 0, 255, 255));
    expect([...shorts.data]).toEqual([256, -1]);
  });

  it.each([
    ['another magic number', [1, 0, 8, 1, 0, 0, 0, 0]],
    ['an unknown type', [0, 0, 7, 1, 0, 0, 0, 0]],
    ['a cut header', [0, 0, 8, 2, 0, 0]],
    ['too few values', [0, 0, 8, 1, 0, 0, 0, 2, 1]],
    ['too many values', [0, 0, 8, 1, 0, 0, 0, 1, 1, 1]],
    ['nothing', []],
  ])('refuses %s', (_, bytes) => {
    expect(() => readIdx(Uint8Array.from(bytes))).toThrow(format);
  });
});

describe('readCifar', () => {
  const record = (...labels: number[]): number[] => [
    ...labels,
    ...Array.from({ length: 3072 }, (_, i) => Math.floor(i / 1024) * 10 + (i % 2)),
  ];

  it('brings planes of colour into pixels', () => {
    const { inputs, labels } = readCifar(Uint8Array.from([...record(3), ...record(9)]), 10);
    expect([...labels]).toEqual([3, 9]);
    expect([...inputs.subarray(0, 6)]).toEqual([0, 10, 20, 1, 11, 21]);
    expect(inputs.length).toBe(2 * 3072);
  });

  it('takes the fine label of CIFAR-100', () => {
    expect([...readCifar(Uint8Array.from(record(7, 42)), 100).labels]).toEqual([42]);
  });

  it('refuses broken records and labels', () => {
    expect(() => readCifar(Uint8Array.from(record(3)).subarray(1), 10)).toThrow(format);
    expect(() => readCifar(Uint8Array.from(record(10)), 10)).toThrow('label of record 0');
    expect(() => readCifar(new Uint8Array(), 10)).toThrow(format);
  });
});

/** A .npy file of version 1 by NumPy's description of the format. */
function npy(descr: string, fortran: boolean, shape: string, values: Uint8Array): Uint8Array {
  const header =
    `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`.padEnd(117) +
    '\n';
  const head = Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0]);
  return Uint8Array.from([...head, ...new TextEncoder().encode(header), ...values]);
}

const bytesOf = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer.slice(0));

describe('readNpy', () => {
  it('reads numbers of several types', () => {
    expect([...readNpy(npy('<f8', false, '(2,)', bytesOf(Float64Array.of(1.5, -2)))).data]).toEqual([
      1.5, -2,
    ]);
    expect([...readNpy(npy('<i8', false, '(2,)', bytesOf(BigInt64Array.of(7n, -7n)))).data]).toEqual([7, -7]);
    expect([...readNpy(npy('>u2', false, '(1,)', Uint8Array.of(1, 2))).data]).toEqual([258]);
    const bytes = readNpy(npy('|u1', false, '(1, 3)', Uint8Array.of(1, 2, 3)));
    expect(bytes.data).toBeInstanceOf(Uint8Array);
    expect(bytes.shape).toEqual([1, 3]);
    expect(readNpy(npy('<f4', false, '()', bytesOf(Float32Array.of(4)))).shape).toEqual([]);
  });

  it('turns column-major order round', () => {
    // [[1, 2, 3], [4, 5, 6]] is stored as 1 4 2 5 3 6.
    const { data } = readNpy(npy('<f4', true, '(2, 3)', bytesOf(Float32Array.of(1, 4, 2, 5, 3, 6))));
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['objects', npy('|O8', false, '(1,)', new Uint8Array(8))],
    ['complex numbers', npy('<c8', false, '(1,)', new Uint8Array(8))],
    ['too few values', npy('<f4', false, '(3,)', new Uint8Array(8))],
    ['another file', Uint8Array.from({ length: 20 }, (_, i) => i)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readNpy(bytes)).toThrow(format);
  });
});

describe('readNpz', () => {
  it('reads all arrays by name', () => {
    const archive = zipSync({
      'x.npy': npy('<f4', false, '(2,)', bytesOf(Float32Array.of(1, 2))),
      'y.npy': npy('|u1', false, '(1,)', Uint8Array.of(9)),
    });
    const arrays = readNpz(archive);
    expect(Object.keys(arrays)).toEqual(['x', 'y']);
    expect([...(arrays['x']?.data ?? [])]).toEqual([1, 2]);
  });

  it('refuses what is no archive', () => {
    expect(() => readNpz(Uint8Array.of(1, 2, 3))).toThrow(format);
  });
});
