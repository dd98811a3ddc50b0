import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** One import that users make, and what it may bring into their bundle. */
export interface SizeLimit {
  /** The statement, such as `import { lion } from "@convlab/optimizers/lion"`. */
  readonly statement: string;
  /** Minified and gzipped, without TensorFlow.js and zod, which the application has anyway. */
  readonly maxBytes: number;
  /** Texts of siblings that must not be in the bundle. */
  readonly without: readonly string[];
}

/** What one plugin may cost: a module that drags its siblings in breaks these. */
export const sizeLimits: readonly SizeLimit[] = [
  {
    statement: 'export { group } from "@convlab/normalization"',
    maxBytes: 12_000,
    without: ['convlab/batch', 'convlab/instance'],
  },
  {
    statement: 'export { lion } from "@convlab/optimizers/lion"',
    maxBytes: 12_000,
    without: ['convlab/adagrad', 'convlab/adamax'],
  },
  {
    statement: 'export { huber } from "@convlab/losses/huber"',
    maxBytes: 12_000,
    without: ['convlab/binary-cross-entropy'],
  },
  {
    statement: 'export { dense } from "@convlab/layers/dense"',
    maxBytes: 12_000,
    without: ['convlab/conv-transpose', 'convlab/max-pool'],
  },
  {
    statement: 'export { createRegistry, createRng } from "@convlab/core"',
    maxBytes: 12_000,
    without: [],
  },
];

/**
 * What is wrong with the size of an import.
 *
 * @param project  a folder in which the packages are installed
 */
export async function checkSize(
  project: string,
  limit: SizeLimit,
): Promise<{ bytes: number; problems: string[] }> {
  const { outputFiles } = await build({
    stdin: { contents: limit.statement, resolveDir: project, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['import'],
    external: ['@tensorflow/*', 'zod', 'node:*'],
    write: false,
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  const bytes = gzipSync(text).length;
  const siblings = limit.without.filter((sibling) => text.includes(sibling));
  return {
    bytes,
    problems: [
      ...(bytes > limit.maxBytes ? [`${bytes} bytes, at most ${limit.maxBytes} expected`] : []),
      ...siblings.map((sibling) => `brings ${sibling} along`),
    ],
  };
}
