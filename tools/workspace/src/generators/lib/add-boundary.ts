/**
 * The source of `boundaries.js` with one more library, which may import what `like` may and stands at its height.
 *
 * @throws if `like` is not in the table, as those that may import everything are not.
 */
export function addBoundary(source: string, name: string, like: string): string {
  const allowed = new RegExp(`^ {2}'?${like}'?: (\\[.*\\]),\\n`, 'm');
  if (!allowed.test(source)) throw new Error(`MAY_IMPORT of boundaries.js has no line for ${like}.`);
  const rank = new RegExp(`^( {2}\\[[^:\\]]*'${like}'[^:\\]]*)\\],$`, 'm');
  if (!rank.test(source)) throw new Error(`RANKS of boundaries.js does not hold ${like}.`);
  return source
    .replace(allowed, (line: string, list: string) => `${line}  '${name}': ${list},\n`)
    .replace(rank, (_line, row: string) => `${row}, '${name}'],`);
}
