import { textSafe } from './json.ts';

/** A pattern for LIKE that matches texts which contain `part`. */
export function containing(part: string): string {
  return `%${textSafe(part).replace(/[\\%_]/g, String.raw`\$&`)}%`;
}
