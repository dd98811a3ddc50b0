import { ConvlabError, type ErrorCode, type PathSegment } from '../errors/convlab-error.ts';

/** One fault in a JSON value: what is wrong and where. */
export interface Issue {
  readonly code: ErrorCode;
  readonly path: readonly PathSegment[];
  readonly message: string;
  readonly hint?: string;
}

/** A value, or the faults that kept it from being one. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

/** The first of several faults as an error. */
export function issueError(issues: readonly Issue[]): ConvlabError {
  const [first, ...rest] = issues;
  if (first === undefined) throw new Error('An invalid value has no issue.');
  return new ConvlabError({
    code: first.code,
    path: first.path,
    message: first.message,
    ...(first.hint === undefined && rest.length === 0
      ? {}
      : { hint: [first.hint, moreIssues(rest.length)].filter(Boolean).join(' ') }),
  });
}

function moreIssues(count: number): string {
  return count === 0 ? '' : `(${count} more ${count === 1 ? 'fault' : 'faults'}.)`;
}
