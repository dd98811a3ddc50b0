/** NUL, and halves of surrogate pairs: JavaScript has them in strings, PostgreSQL refuses them. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** Text that the database takes. */
export function textSafe(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD');
}

/** JSON that the database takes. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? textSafe(item) : item));
}

/** A copy of a JSON value that the database takes; `undefined` becomes `null`. */
export function jsonSafe(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(toJson(value));
}
