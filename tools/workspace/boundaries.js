/**
 * Who may import whom: the arrows of the architecture, for `@nx/enforce-module-boundaries`.
 *
 * A package reaches the packages listed here and nothing else. Plugins are named by no flow package: training and what
 * stands on it find them in the registry, so that a third party's plugin is worth as much as ours.
 */
const MAY_IMPORT = {
  core: [],
  backend: [],
  network: ['core', 'backend'],
  testing: ['core', 'backend', 'network'],
  layers: ['core', 'backend', 'network'],
  normalization: ['core', 'backend', 'network'],
  regularizers: ['core', 'backend', 'network'],
  optimizers: ['core', 'backend', 'network'],
  losses: ['core', 'backend', 'network'],
  data: ['core', 'backend', 'network'],
  architectures: ['core', 'backend', 'network', 'layers', 'normalization'],
  evaluation: ['core', 'backend', 'network', 'data'],
  inspection: ['core', 'backend', 'network', 'data'],
  interop: ['core', 'network', 'architectures'],
  training: ['core', 'network', 'data', 'evaluation', 'inspection'],
  experiments: ['core', 'network', 'data', 'evaluation', 'training'],
  studies: ['core', 'evaluation', 'experiments'],
  store: ['core', 'training'],
};

/**
 * Height of each package in the dependency graph. A test may import any package that stands lower than its own: a test of
 * the training loop trains real layers with a real optimizer.
 */
const RANKS = [
  ['core', 'backend'],
  ['network'],
  ['testing'],
  ['layers', 'normalization', 'regularizers', 'optimizers', 'losses', 'data'],
  ['inspection'],
  ['architectures', 'evaluation'],
  ['training', 'interop'],
  ['experiments'],
  ['store', 'studies'],
  ['workbench'],
];

const libraries = RANKS.flat();
const tag = (/** @type {string} */ library) => `lib:${library}`;

/** What an installation is assembled from: everything but the kit for tests. */
const installed = libraries.filter((library) => library !== 'testing');

const toolsAndExamples = [
  { sourceTag: 'tier:tool', onlyDependOnLibsWithTags: [...libraries.map(tag), 'tier:tool'] },
  { sourceTag: 'tier:example', onlyDependOnLibsWithTags: libraries.map(tag) },
];

/** Constraints for what is published and run. */
export const sourceConstraints = [
  ...Object.entries(MAY_IMPORT).map(([library, targets]) => ({
    sourceTag: tag(library),
    onlyDependOnLibsWithTags: targets.map(tag),
  })),
  {
    sourceTag: 'lib:workbench',
    onlyDependOnLibsWithTags: installed.filter((library) => library !== 'workbench').map(tag),
  },
  // The command line offers the kit to authors of plugins: `convlab check`.
  { sourceTag: 'tier:app', onlyDependOnLibsWithTags: libraries.map(tag) },
  ...toolsAndExamples,
];

/** Constraints for tests. */
export const testConstraints = [
  ...RANKS.flatMap((rank, height) =>
    rank.map((library) => ({
      sourceTag: tag(library),
      onlyDependOnLibsWithTags: RANKS.slice(0, height).flat().map(tag),
    })),
  ),
  { sourceTag: 'tier:app', onlyDependOnLibsWithTags: libraries.map(tag) },
  ...toolsAndExamples,
];
