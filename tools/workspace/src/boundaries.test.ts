import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspaceRoot } from './_internal/workspace-root.ts';

const rule = '@nx/enforce-module-boundaries';

// The rule reads the project graph that Nx last wrote; a fresh clone has none.
beforeAll(() => createProjectGraphAsync());

/** The workspace's own ESLint, without the type information that this rule does not need. */
const eslint = new ESLint({
  cwd: workspaceRoot,
  overrideConfig: [
    { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked },
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** The boundary errors of a file of `source` that imports `target`. */
async function violations(file: string, target: string): Promise<string[]> {
  const [result] = await eslint.lintText(`export { something } from '${target}';\n`, { filePath: file });
  expect(result?.fatalErrorCount).toBe(0);
  return (result?.messages ?? []).filter((message) => message.ruleId === rule).map(({ message }) => message);
}

describe('a forbidden import fails lint', () => {
  it.each([
    ['libs/core/src/example.ts', '@convlab/training'],
    ['libs/core/src/example.ts', '../../training/src/index.ts'],
    ['libs/backend/src/example.ts', '@convlab/core'],
    ['libs/network/src/example.ts', '@convlab/layers'],
    ['libs/layers/src/example.ts', '@convlab/normalization'],
    ['libs/layers/src/example.ts', '@convlab/testing'],
    ['libs/training/src/example.ts', '@convlab/layers'],
    ['libs/training/src/example.ts', '@convlab/optimizers/sgd'],
    ['libs/training/src/example.ts', '@convlab/architectures'],
    ['libs/evaluation/src/example.ts', '@convlab/training'],
    ['libs/store/src/example.ts', '@convlab/workbench'],
    ['libs/workbench/src/example.ts', '@convlab/testing'],
    ['apps/cli/src/example.ts', '../../dashboard/src/server/registry.ts'],
    ['libs/core/src/example.test.ts', '@convlab/testing'],
    ['libs/layers/src/example.test.ts', '@convlab/training'],
  ])('%s → %s', async (file, target) => {
    expect(await violations(file, target)).toHaveLength(1);
  });
});

describe('an allowed import passes lint', () => {
  it.each([
    ['libs/network/src/example.ts', '@convlab/core'],
    ['libs/layers/src/example.ts', '@convlab/backend'],
    ['libs/architectures/src/example.ts', '@convlab/layers/conv-2d'],
    ['libs/training/src/example.ts', '@convlab/data'],
    ['libs/store/src/example.ts', '@convlab/training'],
    ['libs/workbench/src/example.ts', '@convlab/layers'],
    ['apps/cli/src/example.ts', '@convlab/workbench'],
    ['apps/cli/src/example.ts', '@convlab/testing'],
    ['libs/layers/src/example.test.ts', '@convlab/testing'],
    ['libs/training/src/example.test.ts', '@convlab/layers'],
    ['apps/cli/src/example.test.ts', '@convlab/testing'],
  ])('%s → %s', async (file, target) => {
    expect(await violations(file, target)).toEqual([]);
  });
});
