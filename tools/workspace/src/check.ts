/**
 * Checks of the workspace's structure; `--fix` repairs the tsconfig references first.
 *
 * Prints one line per problem and exits with code 1 if there is one.
 */
import { readPackages } from './_internal/packages.ts';
import { workspaceRoot } from './_internal/workspace-root.ts';
import { checkLayout, checkTestConfig } from './layout/layout.ts';
import { checkManifest } from './manifest/manifest.ts';
import { checkReferences, fixReferences } from './references/references.ts';

const packages = readPackages(workspaceRoot);

if (process.argv.includes('--fix')) {
  for (const workspacePackage of packages) await fixReferences(workspaceRoot, workspacePackage, packages);
}

const problems = packages.flatMap((workspacePackage) => [
  ...checkManifest(workspacePackage),
  ...checkLayout(workspaceRoot, workspacePackage),
  ...checkTestConfig(workspaceRoot, workspacePackage),
  ...checkReferences(workspaceRoot, workspacePackage, packages),
]);

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
