import { gzipSync } from 'node:zlib';

const TAG = /<script[^>]+src="([^"]+)"([^>]*)>/g;
const sizes = new Map<string, Promise<number>>();

/**
 * The scripts that a page asks for before anything else, in bytes after gzip. Parts that are fetched once they are needed do not
 * keep a page from appearing.
 */
export async function firstLoadBytes(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  const scripts = [...html.matchAll(TAG)].flatMap(([tag, src]) =>
    src === undefined || tag.toLowerCase().includes('nomodule') ? [] : [new URL(src, url).href],
  );
  const all = await Promise.all([...new Set(scripts)].map(sizeOf));
  return all.reduce((sum, size) => sum + size, 0);
}

/* Pages share most of their scripts. */
function sizeOf(script: string): Promise<number> {
  const known = sizes.get(script) ?? zippedBytes(script);
  sizes.set(script, known);
  return known;
}

async function zippedBytes(script: string): Promise<number> {
  const response = await fetch(script, { headers: { 'accept-encoding': 'identity' } });
  return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}
