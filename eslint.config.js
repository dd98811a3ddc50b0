import js from '@eslint/js';
import { createProjectGraphAsync, readCachedProjectGraph } from '@nx/devkit';
import next from '@next/eslint-plugin-next';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import jsdoc from 'eslint-plugin-jsdoc';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { sourceConstraints, testConstraints } from './tools/workspace/boundaries.js';

// The boundaries are checked against the project graph that Nx wrote last; without one the rule would pass everything.
try {
  readCachedProjectGraph();
} catch {
  await createProjectGraphAsync();
}

// Tests, and the helpers that only tests import.
const tests = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/*.test-d.ts',
  '**/_testing/**/*.ts',
  'libs/*/test-support/**/*.ts',
  '**/_internal/testing/**/*.ts',
  'apps/*-e2e/**/*.ts',
];
const configs = ['**/*.config.ts', '**/*.config.js', '**/*.config.mjs', 'vitest.base.ts'];

const boundaries = (constraints) => [
  'error',
  {
    depConstraints: constraints,
    // Settings that all packages share and that belong to none.
    allow: [String.raw`/vitest\.base\.ts$`],
    allowCircularSelfDependency: false,
    banTransitiveDependencies: false,
    checkDynamicDependenciesExceptions: [],
    enforceBuildableLibDependency: false,
  },
];

/** Constructs that no file may contain. */
const bannedSyntax = [
  {
    selector:
      'MemberExpression[object.name=/^(describe|it|test|suite)$/][property.name=/^(only|skip|todo|fails)$/]',
    message:
      'No focused, skipped or unfinished tests; skip by `skipIf(missing thing)` and say what is missing.',
  },
];

/** Constructs that no library may contain. */
const bannedInLibs = [
  ...bannedSyntax,
  {
    selector: 'ExportAllDeclaration',
    message: 'Name what is exported: readers and bundlers see it, and a clash is an error.',
  },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/out-tsc/',
    '**/.next/',
    '**/*.d.ts',
    '**/.convlab/',
    '**/coverage/',
    '**/test-results/',
    // Programs of other projects: they are compiled where the packed packages are installed.
    'tools/packaging/consumers/',
    // AssemblyScript is not TypeScript; its compiler checks it.
    'libs/backend/assembly/',
  ]),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Draw from a named random stream (`Rng` of @convlab/core).',
        },
      ],
      'no-restricted-syntax': ['error', ...bannedSyntax],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-undef': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },

  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: configs,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-shadow': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      // Plugins and what they create are values made by closures: their methods have no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // A number is never a condition: `||` and `&&` take 0 for missing.
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        {
          allowString: true,
          allowNumber: false,
          allowNullableObject: true,
          allowNullableBoolean: true,
          allowNullableString: true,
          allowNullableNumber: false,
          allowNullableEnum: true,
          allowAny: true,
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
    },
  },

  { files: configs, languageOptions: { parser: tseslint.parser } },

  {
    files: ['**/*.{js,mjs,ts,tsx}'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': boundaries(sourceConstraints) },
  },
  { files: tests, rules: { '@nx/enforce-module-boundaries': boundaries(testConstraints) } },

  {
    files: ['libs/*/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...bannedInLibs],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: String.raw`^\.{1,2}/(?:.*/)?index(?:\.[jt]s)?$`,
              message: 'Import the file itself: the index is for users of the library.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: tests,
    rules: { 'no-console': 'error' },
  },
  {
    files: ['libs/*/src/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...bannedInLibs,
        {
          selector: 'Program > :not(ExportNamedDeclaration)',
          message: 'An index holds named re-exports and nothing else.',
        },
      ],
    },
  },
  // The test of what a library exports is the one file that reads its index.
  { files: ['libs/*/src/index.test.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    // On the way of a training step, reading a tensor blocks: await `data()` instead.
    files: ['layers', 'normalization', 'regularizers', 'optimizers', 'losses', 'network', 'training'].map(
      (library) => `libs/${library}/src/**/*.ts`,
    ),
    ignores: tests,
    rules: {
      'no-restricted-syntax': [
        'error',
        ...bannedInLibs,
        {
          selector: 'MemberExpression[property.name=/^(dataSync|arraySync)$/]',
          message: 'A synchronous read stalls the training step: await `data()` outside it.',
        },
      ],
    },
  },

  {
    files: ['libs/*/src/**/*.ts', 'apps/**/*.{ts,tsx}', 'tools/*/src/**/*.ts'],
    ignores: [...tests, ...configs, 'apps/*/app/**', 'apps/*/src/app/**'],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true, cjs: false, window: false },
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: [
            'ExportNamedDeclaration > VariableDeclaration',
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
          ],
          enableFixer: false,
        },
      ],
      'jsdoc/require-description': [
        'error',
        {
          contexts: [
            'ClassDeclaration',
            'FunctionDeclaration',
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'VariableDeclaration',
          ],
          descriptionStyle: 'body',
        },
      ],
      'jsdoc/check-tag-names': ['error', { definedTags: ['remarks', 'defaultValue'] }],
      'jsdoc/empty-tags': 'error',
      'jsdoc/no-types': 'error',
    },
  },

  {
    files: ['apps/dashboard/**/*.{ts,tsx}'],
    plugins: { '@next/next': next, 'react-hooks': reactHooks },
    settings: { next: { rootDir: 'apps/dashboard' } },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
      // Not the rules of the React Compiler, which is not used here and takes longer than all other rules.
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },

  {
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  prettier,
);
