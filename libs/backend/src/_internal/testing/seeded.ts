/** The seeded generator behind the golden values: uniform numbers in (0, 1) for a named tensor. */
export function seeded(salt: string, name: string, size: number): number[] {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${salt}:${name}`))
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return Array.from({ length: size }, (_, i) => {
    let x = (hash + Math.imul(i, 0x9e3779b9)) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
    x = (x ^ (x >>> 16)) >>> 0;
    return (x + 0.5) / 2 ** 32;
  });
}
