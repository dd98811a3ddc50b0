export { continueRun } from './actions/continue-run.ts';
export { forkRun, type Fork } from './actions/fork-run.ts';
export {
  inspectBackend,
  selectBackend,
  type BackendFacts,
  type SelectedBackend,
} from './backend/select-backend.ts';
export { builtinPackage, builtinRegistry } from './registry/builtin-plugins.ts';
export {
  defineConfig,
  type ConvlabConfig,
  type PluginEntry,
  type PluginModule,
} from './registry/define-config.ts';
export {
  loadRegistry,
  pluginsIn,
  type LoadedRegistry,
  type PluginProblem,
} from './registry/load-registry.ts';
export { exportRun, RUN_TABLES, type RunTable, type TableFormat } from './export/export-run.ts';
export { openRunFile, type RunFile } from './export/run-file.ts';
export { memoryLimit, memoryOf, requireMemory } from './memory/require-memory.ts';
export {
  openWorkbench,
  type LaunchPlace,
  type LaunchProgress,
  type Workbench,
  type WorkbenchOptions,
} from './open/open-workbench.ts';
