export { selectBackend, type SelectedBackend } from './backend/select-backend.ts';
export { builtinRegistry } from './registry/builtin-plugins.ts';
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
export { memoryLimit, memoryOf, requireMemory } from './memory/require-memory.ts';
export {
  openWorkbench,
  type LaunchPlace,
  type Workbench,
  type WorkbenchOptions,
} from './open/open-workbench.ts';
