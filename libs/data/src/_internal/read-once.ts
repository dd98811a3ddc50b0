import { isSystemError } from './system-error.ts';
import { unreadable } from './unreadable.ts';

interface Known {
  readonly mtimeMs: number;
  readonly size: number;
  readonly value: unknown;
}

/* A few files are in use at a time; their content is kept, so not many more. */
const MAX_KNOWN = 8;

const known = new Map<string, Known>();

/**
 * What `parse` makes of a file, kept until the file changes: the facts of such a data set are its content, and a form asks for
 * them at each key press. Node only.
 *
 * @param key  tells different readings of the same file apart
 * @throws {ConvlabError} E_DATA_MISSING when the file cannot be read, and what `parse` throws
 */
export function readOnce<T>(path: string, key: string, parse: (bytes: Buffer) => T): T {
  const fs = process.getBuiltinModule('node:fs');
  try {
    const { mtimeMs, size } = fs.statSync(path);
    const name = `${path}\n${key}`;
    const found = known.get(name);
    if (found?.mtimeMs === mtimeMs && found.size === size) return found.value as T;
    const value = parse(fs.readFileSync(path));
    known.delete(name);
    known.set(name, { mtimeMs, size, value });
    const [oldest] = known.keys();
    if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
    return value;
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw unreadable(path, cause);
  }
}
