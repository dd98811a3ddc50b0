import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Converter } from 'typedoc';

/** The group of a document in the site's navigation, by its folder. */
const GROUPS = [
  ['docs/guides/', 'Guides'],
  ['docs/studies/', 'Studies'],
  ['docs/benchmarks/', 'Benchmarks'],
  ['docs/decisions/', 'Decisions'],
];
const ROOT = 'Project';

/**
 * Makes one site of the API and the documents: documents are called by their heading and grouped by their folder, and links
 * to the source of a plugin or to the README of a package lead to its page.
 *
 * @param {Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => nameDocument(document));
  app.on(Application.EVENT_PROJECT_REVIVE, linkSources);
}

/** @param {import('typedoc').DocumentReflection} document */
function nameDocument(document) {
  const text = document.content.map((part) => part.text).join('');
  document.name = /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? document.name;
  const path = document.project.files.getReflectionPath(document) ?? '';
  document.frontmatter.group ??= GROUPS.find(([folder]) => path.includes(`/${folder}`))?.[1] ?? ROOT;
}

/** @param {import('typedoc').ProjectReflection} project */
function linkSources(project) {
  const libraries = join(process.cwd(), 'libs');
  for (const library of readdirSync(libraries)) {
    const module = project.getChildByName([`@convlab/${library}`]);
    if (module === undefined) continue;
    project.files.registerReflectionPath(join(libraries, library, 'README.md'), module);
    for (const [file, name] of exportedFiles(join(libraries, library, 'src'))) {
      const reflection = module.getChildByName([name]);
      if (reflection !== undefined) project.files.registerReflectionPath(file, reflection);
    }
  }
}

/**
 * The files that an index re-exports, each with the first value that it takes from there.
 *
 * @param {string} source
 */
function exportedFiles(source) {
  const index = join(source, 'index.ts');
  const statements = existsSync(index)
    ? readFileSync(index, 'utf8').matchAll(/^export \{\s*(\w+)\b[^}]*\} from '\.\/([^']+)';/gm)
    : [];
  return [...statements].map(([, name = '', file = '']) => [join(source, file), name]);
}
