import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deadLinks } from './dead-links.ts';

let site = '';
beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'convlab-site-'));
  await mkdir(join(site, 'pages'));
  await writeFile(
    join(site, 'index.html'),
    `<a href="pages/one.html">one</a> <a href="pages/one.html#here">here</a> <a href="pages/two.html">two</a>
     <a class="x" href="pages/one.html#there">there</a> <a href="https://example.org/none.html">outside</a> <img src="none.png">`,
  );
  await writeFile(
    join(site, 'pages/one.html'),
    '<h1 id="here">One</h1><a href="../index.html?a=1#">back</a><a href="../pages">folder</a>',
  );
});
afterAll(() => rm(site, { recursive: true, force: true }));

it('finds links to files and anchors that are not there', () => {
  expect(deadLinks(site).toSorted()).toEqual([
    'index.html: none.png',
    'index.html: pages/one.html#there',
    'index.html: pages/two.html',
    'pages/one.html: ../pages',
  ]);
});
