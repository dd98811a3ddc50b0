/** What a {@link BackendError} carries besides its code. */
export interface BackendErrorDetails {
  received?: unknown;
  expected?: string;
  hint?: string;
  cause?: unknown;
}

/**
 * Error of the backend, with the fields of every ConvLab error: a stable `code`, `received`, `expected` and `hint`.
 *
 * A class of its own because this package depends on TensorFlow.js alone.
 */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly code: string;
  readonly received: unknown;
  readonly expected: string | undefined;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: BackendErrorDetails = {}) {
    const tail = [details.expected && `Expected ${details.expected}.`, details.hint]
      .filter(Boolean)
      .join(' ');
    super(`${code}: ${message}${tail ? ` ${tail}` : ''}`, { cause: details.cause });
    this.code = code;
    this.received = details.received;
    this.expected = details.expected;
    this.hint = details.hint;
  }
}
