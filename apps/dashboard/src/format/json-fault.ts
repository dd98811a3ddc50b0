import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** Why a text is not JSON, and where. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly kind: JsonFaultKind;
}

const KINDS = {
  ValueExpected: 'value',
  PropertyNameExpected: 'name',
  ColonExpected: 'colon',
  CommaExpected: 'comma',
  CloseBraceExpected: 'brace',
  CloseBracketExpected: 'bracket',
  EndOfFileExpected: 'end',
  UnexpectedEndOfString: 'open-text',
  InvalidCommentToken: 'comment',
  UnexpectedEndOfComment: 'comment',
} as const;

/** What is wrong at a place of a text that should be JSON. */
export type JsonFaultKind = (typeof KINDS)[keyof typeof KINDS] | 'symbol';

/** The first fault of a text that should be JSON (RFC 8259); `undefined` where there is none. */
export function jsonFault(text: string): JsonFault | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const first = errors.toSorted((a, b) => a.offset - b.offset)[0];
  if (first === undefined) return undefined;
  const before = text.slice(0, first.offset).split('\n');
  const code = printParseErrorCode(first.error);
  return {
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    kind: code in KINDS ? KINDS[code as keyof typeof KINDS] : 'symbol',
  };
}
