/**
 * Packs every package as it is published and checks it as its users meet it: its manifest, its types, its size, and small
 * programs in an empty project that has nothing but the packed files.
 *
 * npm run package -- [--keep] [--out FOLDER]
 *
 * Prints a line per check and `N passed, N failed` last.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAuthors } from './authors/author-checks.ts';
import { checkPackage } from './check-package.ts';
import { consumers } from './consumers.ts';
import { checkDocuments } from './documents.ts';
import { installConsumer } from './install-consumer.ts';
import { checkPrograms } from './programs.ts';
import { runCommand } from './run-command.ts';
import { checkSize, sizeLimits } from './sizes.ts';
import { publishedPackages, stagePackage } from './stage.ts';

const { values: options } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, out: { type: 'string' } },
});
const root = fileURLToPath(new URL('../../..', import.meta.url));
const work = await mkdtemp(join(tmpdir(), 'convlab-packages-'));
const out = options.out === undefined ? join(work, 'tarballs') : resolve(options.out);
let passed = 0;
let failed = 0;

try {
  await mkdir(out, { recursive: true });
  const tarballs = await packAll();
  const project = await installConsumer(join(work, 'project'), tarballs);
  for (const limit of sizeLimits) {
    const { bytes, problems } = await checkSize(project, limit);
    report(`${limit.statement}: ${(bytes / 1000).toFixed(1)} kB`, problems);
  }
  for (const { title, run } of consumers) report(title, await run(project, [...tarballs.keys()]));
  report('the examples of the documents compile and run', await checkDocuments(root, project));
  report('the programs of examples/ do what they say', await checkPrograms(root, project));
  await checkAuthors(root, project, report);
} finally {
  if (options.keep) console.log(`Kept in ${work}`);
  else await rm(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Packed files by package name. */
async function packAll(): Promise<Map<string, string>> {
  const tarballs = new Map<string, string>();
  for (const one of await publishedPackages(root)) {
    const folder = join(work, 'staged', one.name);
    const files = await stagePackage(one, folder, root);
    const packed = await runCommand('npm', ['pack', '--json', '--pack-destination', out], folder);
    const file = packed.ok ? (JSON.parse(packed.output) as { filename: string }[])[0]?.filename : undefined;
    if (file === undefined) {
      report(`pack ${one.name}`, [packed.output]);
      continue;
    }
    const tarball = join(out, file);
    tarballs.set(one.name, tarball);
    const missing = files.includes('README.md') ? [] : ['has no README.md'];
    report(`pack ${one.name}`, [...missing, ...(await checkPackage(tarball))]);
  }
  return tarballs;
}

function report(title: string, problems: readonly string[]): void {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${title}`);
  for (const problem of problems) console.log(problem.replaceAll(/^/gm, '      '));
}
