import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPackage } from './create-package.ts';
import { kindTemplates, type TemplateKind } from './templates/kind-templates.ts';

const kinds = Object.keys(kindTemplates) as TemplateKind[];
let parent = '';
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'convlab-create-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

describe.each(kinds)('%s', (kind) => {
  it('is a whole package, written as a formatter would', async () => {
    const name = `my-${kind}`;
    const folder = await createPackage({ kind, name, namespace: 'acme' }, parent);
    const files = (await readdir(folder, { recursive: true })).toSorted();
    expect(files).toEqual([
      '.gitignore',
      'README.md',
      'convlab.config.ts',
      'experiment.json',
      'package.json',
      'src',
      'src/index.ts',
      `src/${name}.test.ts`,
      `src/${name}.ts`,
      'tsconfig.json',
    ]);
    for (const file of files.filter((path) => path.endsWith('.ts'))) {
      const text = await readFile(join(folder, file), 'utf8');
      const options = { parser: 'typescript', singleQuote: true, printWidth: 110 } as const;
      expect(text).toBe(await format(text, options));
    }
    expect(await readFile(join(folder, `src/${name}.ts`), 'utf8')).toContain(`id: 'acme/${name}'`);
  });
});

it('refuses to write over a folder', async () => {
  const options = { kind: 'loss', name: 'twice', namespace: 'acme' } as const;
  await createPackage(options, parent);
  await expect(createPackage(options, parent)).rejects.toThrow('exists');
});
