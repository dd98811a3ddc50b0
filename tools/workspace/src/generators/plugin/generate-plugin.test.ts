import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { kindTemplates, type TemplateKind } from 'create-convlab-plugin';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspaceRoot } from '../../_internal/workspace-root.ts';
import { generatePlugin } from './generate-plugin.ts';
import schema from './schema.json' with { type: 'json' };

const kinds = Object.keys(kindTemplates) as TemplateKind[];
const libraries = [...new Set(kinds.map((kind) => kindTemplates[kind].library))];

/** One plugin of every kind, generated into the libraries as they are. */
let tree: Tree;
beforeAll(async () => {
  tree = createTreeWithEmptyWorkspace();
  for (const library of libraries) {
    const source = `libs/${library}/src`;
    const presets = readdirSync(join(workspaceRoot, source))
      .filter((folder) => folder.endsWith('preset'))
      .map((folder) => `${folder}/${folder}.ts`);
    for (const file of ['index.ts', ...presets].map((name) => `${source}/${name}`)) {
      tree.write(file, readFileSync(join(workspaceRoot, file), 'utf8'));
    }
  }
  for (const kind of kinds) await generatePlugin(tree, { kind, name: `generated-${kind}` });
});

const read = (path: string) => tree.read(path, 'utf8') ?? '';

it('offers the kinds that there are', () => {
  expect(schema.properties.kind.enum).toEqual(kinds.toSorted());
});

describe.each(kinds)('%s', (kind) => {
  const source = `libs/${kindTemplates[kind].library}/src`;
  const name = `generated-${kind}`;

  it('has a folder with its source and its test', () => {
    expect(tree.children(`${source}/${name}`).toSorted()).toEqual([`${name}.test.ts`, `${name}.ts`]);
  });

  it('is exported and in the preset', () => {
    expect(read(`${source}/index.ts`)).toContain(`from './${name}/${name}.ts'`);
    const [preset] = tree.children(source).filter((folder) => folder.endsWith('preset'));
    expect(read(`${source}/${preset}/${preset}.ts`)).toContain(`from '../${name}/${name}.ts'`);
  });

  it('is not written over', async () => {
    await expect(generatePlugin(tree, { kind, name })).rejects.toThrow(`${source}/${name} exists`);
  });
});

it('generates what the compiler accepts', () => {
  const generated = new Map(
    tree
      .listChanges()
      .filter(({ path }) => path.startsWith('libs/') && path.includes('/generated-'))
      .map(({ path, content }) => [join(workspaceRoot, path), content?.toString() ?? '']),
  );
  expect(compilerErrors(generated)).toEqual([]);
}, 120_000);

/** Errors in these files, as if they were on disk. */
function compilerErrors(files: ReadonlyMap<string, string>): string[] {
  const base = ts.readConfigFile(join(workspaceRoot, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...base.config, files: [] }, ts.sys, workspaceRoot, {
    noEmit: true,
    composite: false,
    rewriteRelativeImportExtensions: false,
  });
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  delete host.directoryExists; // folders that are not on disk are not to be passed over
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()]
    .map((path) => program.getSourceFile(path))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}
