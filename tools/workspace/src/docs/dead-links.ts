import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Links of a static site that lead nowhere: to files that are not there, and to anchors that no element has.
 *
 * @param site  the folder
 * @returns one line per dead link: the page and the link
 */
export function deadLinks(site: string): string[] {
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (file: string): ReadonlySet<string> => {
    const known = anchors.get(file) ?? new Set(idsIn(readFileSync(file, 'utf8')));
    anchors.set(file, known);
    return known;
  };
  return pages.flatMap((page) =>
    localLinks(readFileSync(join(site, page), 'utf8'))
      .filter((link) => !leadsSomewhere(join(site, page), link, anchorsOf))
      .map((link) => `${relative(site, join(site, page))}: ${link}`),
  );
}

function localLinks(html: string): string[] {
  const found = [...html.matchAll(/<[a-z]+\s[^>]*?\b(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);
  return [...new Set(found)].filter((link) => link !== '' && !/^(?:[a-z]+:|\/\/)/i.test(link));
}

function leadsSomewhere(
  page: string,
  link: string,
  anchorsOf: (file: string) => ReadonlySet<string>,
): boolean {
  const [path = '', anchor = ''] = link.replaceAll('&amp;', '&').split('#').map(decodeURIComponent);
  const target = path === '' ? page : resolve(dirname(page), path.replace(/\?.*$/, ''));
  if (!existsSync(target) || statSync(target).isDirectory()) return false;
  return anchor === '' || !target.endsWith('.html') || anchorsOf(target).has(anchor);
}

function idsIn(html: string): string[] {
  return [...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id = '']) => id);
}
