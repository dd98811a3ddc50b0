import ts from 'typescript';

/**
 * A source with one more re-export, before the first one whose path comes later in the alphabet.
 *
 * An empty index, `export {};`, is replaced.
 */
export function addReExport(source: string, name: string, path: string): string {
  const statement = `export { ${name} } from '${path}';\n`;
  const paths = moduleStatements(source).filter(({ node }) => ts.isExportDeclaration(node));
  if (paths.length === 0) return source.replace(/export \{\s*\};\n?/, '') + statement;
  return insertSorted(source, statement, path, paths);
}

/**
 * The source of a preset with one more member: its import, and its name at the end of the array.
 *
 * @throws if the source holds no array that ends with `] as const`.
 */
export function addPresetMember(source: string, name: string, path: string): string {
  const members = /\[([^[\]]*?),?(\s*)\] as const/;
  if (!members.test(source)) throw new Error('The preset holds no array that ends with `] as const`.');
  const extended = source.replace(members, (_match, list: string, space: string) => {
    const separator = list.trim() === '' ? '' : ', ';
    return `[${list}${separator}${name}${space}] as const`;
  });
  const imports = moduleStatements(extended).filter(
    ({ node, path: imported }) => ts.isImportDeclaration(node) && imported.startsWith('../'),
  );
  return insertSorted(extended, `import { ${name} } from '${path}';\n`, path, imports);
}

interface ModuleStatement {
  readonly node: ts.ImportDeclaration | ts.ExportDeclaration;
  readonly path: string;
}

/** Imports and re-exports of a source, in order. */
function moduleStatements(source: string): ModuleStatement[] {
  return ts
    .createSourceFile('source.ts', source, ts.ScriptTarget.Latest)
    .statements.filter((node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    .flatMap((node) =>
      node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)
        ? [{ node, path: node.moduleSpecifier.text }]
        : [],
    );
}

function insertSorted(
  source: string,
  statement: string,
  path: string,
  among: readonly ModuleStatement[],
): string {
  const next = among.find((other) => other.path > path);
  const last = among.at(-1);
  const position = next?.node.getFullStart() ?? last?.node.getEnd() ?? 0;
  const head = source.slice(0, position);
  const tail = source.slice(position).replace(/^\n/, '');
  return `${head === '' || head.endsWith('\n') ? head : `${head}\n`}${statement}${tail}`;
}
