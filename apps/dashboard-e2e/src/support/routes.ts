import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../../../dashboard/src/app/', import.meta.url));

/** The routes of the dashboard as its folders name them, such as `/runs/[id]`. */
export function appRoutes(): string[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|[/\\])page\.tsx$/.test(file))
    .map((file) => `/${dirname(file).replaceAll('\\', '/').replace(/^\.$/, '')}`);
}

/** Whether an address leads to a route. */
export function leadsTo(route: string, address: string): boolean {
  const { pathname } = new URL(address, 'http://localhost');
  const pattern = route.replaceAll(/\[[^\]]+\]/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(pathname);
}
