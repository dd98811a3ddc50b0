/** `group-norm` as the name of a value: `groupNorm`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `group-norm` as a title: `Group norm`. */
export function sentenceCase(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Name of the package that holds the plugin `name`. */
export function packageName(name: string): string {
  return `convlab-plugin-${name}`;
}
