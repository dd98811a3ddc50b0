import { describe, expect, it } from 'vitest';
import {
  choiceParam,
  decimalParam,
  flagParam,
  listParam,
  numberParam,
  rangeParam,
  readParams,
  textParam,
  writeParams,
} from './url-params.ts';

const shape = {
  q: textParam(),
  at: choiceParam(['best', 'last'], 'best'),
  log: flagParam(),
  runs: listParam(),
  zoom: rangeParam(),
  fold: numberParam(0, 0, 9),
  s: decimalParam(0.95, 0, 0.99),
};
const read = (query: string) => readParams(shape, new URLSearchParams(query));

describe('the address', () => {
  it('says everything that differs from the defaults', () => {
    const changes = {
      q: 'dataset:digits',
      at: 'last',
      log: true,
      runs: ['a1', 'b2'],
      zoom: [0.5, 40],
      fold: 3,
      s: 0.6,
    } as const;
    const query = writeParams(shape, new URLSearchParams('tab=live'), changes);
    expect(query).toBe('?tab=live&q=dataset:digits&at=last&log=1&runs=a1,b2&zoom=0.5,40&fold=3&s=0.6');
    expect(read(query)).toEqual(changes);
  });
  it('leaves defaults out', () => {
    const defaults = { q: '', at: 'best', log: false, runs: [], zoom: null, fold: 0, s: 0.95 } as const;
    expect(writeParams(shape, new URLSearchParams('at=last&q=x&log=1&fold=2&s=0.5'), defaults)).toBe('');
    expect(read('')).toEqual(defaults);
  });
  it.each([
    'at=never',
    'log=yes',
    'zoom=1',
    'zoom=5,2',
    'zoom=a,b',
    'zoom=1,2,3',
    'fold=99',
    'fold=',
    'fold=1.5',
    's=1',
    's=x',
  ])('takes nonsense for nothing: %s', (query) => expect(read(query)).toEqual(read('')));
  it('keeps text with its own signs', () => {
    const query = writeParams(shape, new URLSearchParams(), { q: 'a&b=c #+%' });
    expect(read(query).q).toBe('a&b=c #+%');
  });
});
