import type { WorkspacePackage } from '../_internal/packages.ts';

const npmScope = '@convlab/';

/** Problems in a package.json: what npm shows of a package, and what the boundaries of the workspace rely on. */
export function checkManifest({ folder, manifest }: WorkspacePackage): string[] {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string) => {
    if (!holds) problems.push(`${folder}/package.json: ${problem}`);
  };
  const tags = manifest.nx?.tags ?? [];
  const isLibrary = folder.startsWith('libs/');

  expect(
    manifest.name.startsWith(npmScope) || manifest.name.startsWith('create-convlab-'),
    `name must begin with ${npmScope}, or as npm create wants it`,
  );
  expect(manifest.type === 'module', 'type must be "module"');
  expect(manifest.license === 'Apache-2.0', 'license must be "Apache-2.0"');
  expect(Boolean(manifest.description), 'description is missing');
  expect(
    tags.some((tag) => tag.startsWith('tier:')),
    'nx.tags must name a tier, or no import boundary applies',
  );
  if (isLibrary) {
    const libTag = `lib:${folder.slice('libs/'.length)}`;
    expect(tags.includes(libTag), `nx.tags must include "${libTag}", or no import boundary applies`);
    expect(manifest.sideEffects === false, 'sideEffects must be false: importing a library does nothing');
    expect(manifest.exports?.['.'] !== undefined, 'exports["."] is missing');
  }
  return problems;
}
