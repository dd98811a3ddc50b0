import { ConvlabError } from '@convlab/core';
import Papa from 'papaparse';
import { formatError } from './format-error.ts';
import { unreadable } from './unreadable.ts';

const IMAGE = /\.(png|jpe?g|webp)$/i;

/** Image files and their classes. */
export interface ImageList {
  readonly classes: readonly string[];
  /** Paths, in a fixed order. */
  readonly files: readonly string[];
  /** Class of each file. */
  readonly labels: readonly number[];
}

/**
 * Lists the images of a folder: one folder for each class, or all together with a CSV table of file and class.
 *
 * @param labelsFile  table with the columns file and label, relative to the folder; folders are classes when left out
 * @throws {ConvlabError} E_DATA_MISSING when the folder or the table cannot be read or has no image, E_DATA_EMPTY_CLASS when a
 *   class has none, E_DATA_FORMAT when the table is malformed
 */
export function listImages(folder: string, labelsFile: string | undefined): ImageList {
  const list = labelsFile === undefined ? listClassFolders(folder) : listTable(folder, labelsFile);
  if (list.files.length > 0) return list;
  throw new ConvlabError({
    code: 'E_DATA_MISSING',
    message: 'The folder has no images.',
    received: folder,
    expected:
      labelsFile === undefined
        ? 'one folder for each class, with PNG, JPEG or WebP files'
        : 'a table that names image files',
  });
}

function listClassFolders(folder: string): ImageList {
  const { path } = syncModules();
  const classes = readFolder(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const perClass = classes.map((name) =>
    readFolder(path.join(folder, name))
      .filter((entry) => entry.isFile() && IMAGE.test(entry.name))
      .map((entry) => path.join(folder, name, entry.name))
      .sort(),
  );
  const empty = perClass.findIndex((files) => files.length === 0);
  if (empty !== -1) {
    throw new ConvlabError({
      code: 'E_DATA_EMPTY_CLASS',
      message: `The folder of class "${classes[empty] ?? ''}" has no images.`,
      received: path.join(folder, classes[empty] ?? ''),
      expected: 'at least one PNG, JPEG or WebP file',
    });
  }
  return {
    classes,
    files: perClass.flat(),
    labels: perClass.flatMap((files, label) => files.map(() => label)),
  };
}

function listTable(folder: string, labelsFile: string): ImageList {
  const { fs, path } = syncModules();
  const table = path.join(folder, labelsFile);
  const text = readOr(table, () => fs.readFileSync(table, 'utf8'));
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
  });
  const rows = data.map(({ file, label }, i) => {
    if (file !== undefined && label !== undefined && file !== '' && label !== '') return { file, label };
    throw formatError(
      `Row ${i + 2} of ${labelsFile} names no file or no label.`,
      data[i],
      'the columns file and label',
    );
  });
  const classes = [...new Set(rows.map(({ label }) => label))].sort();
  return {
    classes,
    files: rows.map(({ file }) => path.join(folder, file)),
    labels: rows.map(({ label }) => classes.indexOf(label)),
  };
}

function readFolder(folder: string) {
  const { fs } = syncModules();
  return readOr(folder, () => fs.readdirSync(folder, { withFileTypes: true }));
}

function readOr<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw unreadable(what, cause);
  }
}

function syncModules() {
  return { fs: process.getBuiltinModule('node:fs'), path: process.getBuiltinModule('node:path') };
}
