import { tsImport } from 'tsx/esm/api';

/** Nx loads generators as JavaScript. */
export default async function generator(tree, options) {
  const { generatePlugin } = await tsImport('./generate-plugin.ts', import.meta.url);
  return generatePlugin(tree, options);
}
