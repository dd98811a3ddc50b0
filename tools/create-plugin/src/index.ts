export { kindTemplates, type KindTemplate, type TemplateKind } from './templates/kind-templates.ts';
export { pluginSource, type PluginOptions } from './templates/plugin-source.ts';
export { camelCase } from './templates/names.ts';
