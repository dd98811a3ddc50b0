/** A fenced block of a document. */
export interface Block {
  readonly language: string;
  /** Words after the language, such as `compile`. */
  readonly marks: readonly string[];
  /** The value of `title="…"`: the file that the block is. */
  readonly title?: string;
  readonly code: string;
}

/** The fenced blocks of a Markdown document, in order. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```/gm)].map(
    ([, language = '', info = '', code = '']) => {
      const title = /title="([^"]*)"/.exec(info)?.[1];
      const marks = info
        .replace(/title="[^"]*"/, '')
        .split(' ')
        .filter(Boolean);
      return { language, marks, code, ...(title === undefined ? {} : { title }) };
    },
  );
}

const isTypeScript = ({ language }: Block): boolean => language === 'ts' || language === 'typescript';

/** Packages that the TypeScript examples of a document import, and none of its `npm install` lines names. */
export function notInstalled(markdown: string): string[] {
  const blocks = blocksOf(markdown);
  const installed = blocks.flatMap(({ code }) =>
    [...code.matchAll(/^npm install (.*)$/gm)].flatMap(([, names = '']) => names.split(' ')),
  );
  const imported = blocks
    .filter(isTypeScript)
    .flatMap(({ code }) =>
      [...code.matchAll(/ from '([^'.][^']*)'/g)].map(([, name = '']) => packageOf(name)),
    );
  return [...new Set(imported)].filter((name) => !name.startsWith('node:') && !installed.includes(name));
}

/** `@scope/name` or `name`, of what is imported from it. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** A code block of a document. */
export interface Example {
  /** Fit to be a file name: the document and the block's number. */
  readonly name: string;
  readonly code: string;
  /** Whether it is run; what needs files or a network of its own is only compiled. */
  readonly run: boolean;
}

/**
 * The TypeScript examples of a Markdown document, each a whole module: ` ```ts ` is compiled and run, ` ```ts compile ` only
 * compiled.
 *
 * @param name  of the document
 */
export function examplesOf(name: string, markdown: string): Example[] {
  return blocksOf(markdown)
    .filter(isTypeScript)
    .map(({ code, marks }, i) => ({ name: `${name}-${i + 1}`, code, run: !marks.includes('compile') }));
}
