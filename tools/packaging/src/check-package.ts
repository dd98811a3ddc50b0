import { readFile } from 'node:fs/promises';
import {
  checkPackage as checkTypes,
  createPackageFromTarballData,
  type Problem,
} from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/* The packages are ES modules for Node 20.19 and newer, which may `require` them, and for bundlers. */
const UNSUPPORTED = ['node10', 'node16-cjs'];

/**
 * What is wrong with a packed package, for its users: by publint, and for the compilers of TypeScript users by attw.
 *
 * @param tarball  the packed file
 * @returns one line per problem
 */
export async function checkPackage(tarball: string): Promise<string[]> {
  const bytes = await readFile(tarball);
  const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const manners = await publint({ pack: { tarball: data }, strict: true });
  return [
    ...manners.messages
      .filter(({ type }) => type !== 'suggestion')
      .map((message) => formatMessage(message, manners.pkg, { color: false }) ?? message.code),
    // A package of commands alone is imported by nobody.
    ...(manners.pkg['exports'] === undefined ? [] : await typeProblems(new Uint8Array(data))),
  ];
}

async function typeProblems(tarball: Uint8Array): Promise<string[]> {
  const result = await checkTypes(createPackageFromTarballData(tarball));
  if (result.types === false) return ['has no types'];
  return [...new Set(result.problems.filter(concernsUs).map(describe))];
}

function concernsUs(problem: Problem): boolean {
  if (problem.kind === 'CJSResolvesToESM') return false;
  return !('resolutionKind' in problem && UNSUPPORTED.includes(problem.resolutionKind));
}

function describe(problem: Problem): string {
  const where = 'entrypoint' in problem ? ` at ${problem.entrypoint}` : '';
  const how = 'resolutionKind' in problem ? ` (${problem.resolutionKind})` : '';
  return `${problem.kind}${where}${how}`;
}
