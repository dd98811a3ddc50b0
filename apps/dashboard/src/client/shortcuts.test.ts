import { expect, it } from 'vitest';
import { matches } from './shortcuts.tsx';

const press = (key: string, keys: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...keys,
});

it('tells keys with and without Ctrl apart', () => {
  expect(matches('mod+k', press('k', { ctrlKey: true }))).toBe(true);
  expect(matches('mod+k', press('k', { metaKey: true }))).toBe(true);
  expect(matches('mod+k', press('k'))).toBe(false);
  expect(matches('j', press('j'))).toBe(true);
  expect(matches('j', press('j', { ctrlKey: true }))).toBe(false);
  expect(matches('j', press('j', { altKey: true }))).toBe(false);
  expect(matches('/', press('/'))).toBe(true);
});
