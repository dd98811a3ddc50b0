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
  const blocks = [...markdown.matchAll(/^```(?:ts|typescript)( compile)?[ ]*\n([\s\S]*?)^```/gm)];
  return blocks.map(([, compile, code = ''], i) => ({
    name: `${name}-${i + 1}`,
    code,
    run: compile === undefined,
  }));
}
