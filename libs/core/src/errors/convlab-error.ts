/** A stable, documented error code: `E_AREA_REASON`. */
export type ErrorCode = `E_${Uppercase<string>}`;

/** One step into a JSON value: a key or an index. */
export type PathSegment = string | number;

/** What a {@link ConvlabError} is made of. */
export interface ConvlabErrorInit {
  /** Stable code, `E_AREA_REASON`; never reused for another meaning. */
  readonly code: ErrorCode;
  /** What happened, as a sentence without the code. */
  readonly message: string;
  /** What was received, printable. */
  readonly received?: unknown;
  /** What would have been accepted, as a noun phrase. */
  readonly expected?: string;
  /** How to mend it, as a sentence. */
  readonly hint?: string;
  /** Where in the given JSON the fault lies. */
  readonly path?: readonly PathSegment[];
  readonly cause?: unknown;
}

/** A {@link ConvlabError} as plain JSON, safe to send to a browser: it carries no stack. */
export interface SerializedError {
  readonly code: string;
  readonly message: string;
  readonly received?: string;
  readonly expected?: string;
  readonly hint?: string;
  readonly path?: readonly PathSegment[];
}

/**
 * The one error type that ConvLab throws on purpose.
 *
 * Its text says what happened, what was expected and how to mend it, with the values put in.
 */
export class ConvlabError extends Error {
  override readonly name = 'ConvlabError';
  readonly code: ErrorCode;
  readonly received: unknown;
  readonly expected: string | undefined;
  readonly hint: string | undefined;
  readonly path: readonly PathSegment[] | undefined;
  /** The first sentence alone, without expectation and hint. */
  readonly summary: string;

  constructor(init: ConvlabErrorInit) {
    super(composeMessage(init), init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.summary = init.message;
    this.received = init.received;
    this.expected = init.expected;
    this.hint = init.hint;
    this.path = init.path;
  }

  /** The same error, said to lie under `prefix`: callers add where in their own JSON the faulty part stood. */
  under(...prefix: readonly PathSegment[]): ConvlabError {
    return new ConvlabError({
      code: this.code,
      message: this.summary,
      received: this.received,
      path: [...prefix, ...(this.path ?? [])],
      cause: this.cause,
      ...(this.expected === undefined ? {} : { expected: this.expected }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
    });
  }

  /** Plain JSON without the stack. */
  toJSON(): SerializedError {
    return {
      code: this.code,
      message: this.message,
      ...(this.received === undefined ? {} : { received: printValue(this.received) }),
      ...(this.expected === undefined ? {} : { expected: this.expected }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.path === undefined ? {} : { path: this.path }),
    };
  }
}

/**
 * Whether `error` is a {@link ConvlabError}, also one of another copy of this package.
 *
 * Tests the shape instead of the class, as two installed copies have two classes.
 */
export function isConvlabError(error: unknown): error is ConvlabError {
  return error instanceof Error && error.name === 'ConvlabError' && 'code' in error;
}

/** Any thrown value as safe JSON: coded errors as they are, everything else as `E_INTERNAL` with its message. */
export function serializeError(error: unknown): SerializedError {
  if (isConvlabError(error)) return error.toJSON();
  return { code: 'E_INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

/** A value as short text for an error: JSON, cut at 200 characters. */
export function printValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  const printed = text ?? String(value);
  return printed.length > 200 ? `${printed.slice(0, 197)}...` : printed;
}

/** A path as people write it: `network.config.blocks[0]`. */
export function formatPath(path: readonly PathSegment[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** The value at a path of JSON data; undefined where there is none. */
export function valueAt(value: unknown, path: readonly PathSegment[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null
        ? (current as Record<PathSegment, unknown>)[key]
        : undefined,
    value,
  );
}

function composeMessage({ message, received, expected, hint, path }: ConvlabErrorInit): string {
  const where = path === undefined || path.length === 0 ? '' : `${formatPath(path)}: `;
  const parts = [`${where}${endSentence(message)}`];
  if (received !== undefined) parts.push(endSentence(`Received ${printValue(received)}`));
  if (expected !== undefined) parts.push(endSentence(`Expected ${expected}`));
  if (hint !== undefined) parts.push(endSentence(hint));
  return parts.join(' ');
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
