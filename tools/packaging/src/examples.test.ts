import { describe, expect, it } from 'vitest';
import { blocksOf, examplesOf, notInstalled } from './examples.ts';

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
  '```json title="src/c.json"',
  '{}',
  '```',
].join('\n');

describe('examplesOf', () => {
  it('takes the TypeScript blocks of a document, and knows which are run', () => {
    expect(examplesOf('readme', markdown)).toEqual([
      { name: 'readme-1', code: 'const a = 1;\n\nexport { a };\n', run: true },
      { name: 'readme-2', code: 'export const b = 2;\n', run: false },
    ]);
  });
});

describe('notInstalled', () => {
  it('names what examples import and no line installs, by package', () => {
    const document = [
      '```sh',
      'npm install @convlab/core zod',
      '```',
      '```ts',
      "import { a } from '@convlab/core/deep';",
      "import { z } from 'zod';",
      "import { b } from '@convlab/layers/conv';",
      "import { readFile } from 'node:fs/promises';",
      "import { c } from './own.ts';",
      '```',
    ].join('\n');
    expect(notInstalled(document)).toEqual(['@convlab/layers']);
    expect(notInstalled(document.replace(' zod', ''))).toEqual(['zod', '@convlab/layers']);
  });
});

describe('blocksOf', () => {
  it('reads marks and titles', () => {
    const blocks = blocksOf(markdown);
    expect(blocks.map(({ language }) => language)).toEqual(['sh', 'ts', 'ts', 'json']);
    expect(blocks[2]?.marks).toEqual(['compile']);
    expect(blocks[3]).toEqual({ language: 'json', marks: [], title: 'src/c.json', code: '{}\n' });
  });
});
