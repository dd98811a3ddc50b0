import { tsImport } from 'tsx/esm/api';

/** Nx loads generators as JavaScript. */
export default async function generator(tree, options) {
  const { generateLib } = await tsImport('./generate-lib.ts', import.meta.url);
  return generateLib(tree, options);
}
