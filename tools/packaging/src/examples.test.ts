import { expect, it } from 'vitest';
import { examplesOf } from './examples.ts';

it('takes the TypeScript blocks of a document, and knows which are run', () => {
  const markdown = [
    'Text with `inline`.',
    '```sh',
    'npm ci',
    '```',
    '```ts',
    'const a = 1;',
    '',
    'export { a };',
    '```',
    '```ts compile',
    'export const b = 2;',
    '```',
  ].join('\n');
  expect(examplesOf('readme', markdown)).toEqual([
    { name: 'readme-1', code: 'const a = 1;\n\nexport { a };\n', run: true },
    { name: 'readme-2', code: 'export const b = 2;\n', run: false },
  ]);
});
