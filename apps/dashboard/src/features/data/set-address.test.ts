import { expect, it } from 'vitest';
import { refOf, setAddress, type SetRef } from './set-address.ts';

it.each<[SetRef, string]>([
  ['convlab/digits', '/data/digits'],
  [
    { id: 'image-folder', path: '/home/me/pets & co' },
    '/data/image-folder?config=%7B%22path%22%3A%22%2Fhome%2Fme%2Fpets%20%26%20co%22%7D',
  ],
])('names %j by an address, and finds it again', (ref, address) => {
  expect(setAddress(ref)).toBe(address);
  const url = new URL(address, 'http://localhost');
  const found = refOf(url.pathname.split('/')[2] ?? '', url.searchParams.get('config') ?? '');
  expect(found).toEqual(typeof ref === 'string' ? 'digits' : ref);
});

it('takes nonsense for no configuration', () => {
  expect(refOf('csv', '{"path":')).toBe('csv');
  expect(refOf('csv', '[1]')).toBe('csv');
});
