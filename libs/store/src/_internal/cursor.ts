import { ConvlabError } from '@convlab/core';

/** Where a page of a list ended. */
export interface ListCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** A cursor as opaque text. */
export function encodeCursor({ createdAt, id }: ListCursor): string {
  return `${createdAt.getTime().toString(36)}-${id}`;
}

/**
 * Reads a cursor.
 *
 * @throws {ConvlabError} E_STORE_CURSOR when the text is not a cursor of a list.
 */
export function decodeCursor(text: string): ListCursor {
  const [, time, id] = /^([0-9a-z]{1,9})-([0-9a-z]{1,32})$/.exec(text) ?? [];
  const createdAt = new Date(Number.parseInt(time ?? '', 36));
  if (id === undefined || Number.isNaN(createdAt.getTime())) {
    throw badCursor(text);
  }
  return { createdAt, id };
}

/** The error for a cursor that nobody gave out. */
export function badCursor(text: string): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_CURSOR',
    message: 'The cursor is not one that was given out',
    received: text,
    expected: 'the cursor of the last item seen',
  });
}

const MAX_PAGE = 1000;

/**
 * The size of a page, 100 by default.
 *
 * @throws {ConvlabError} E_STORE_LIMIT when the page size is out of range.
 */
export function pageSize(limit: number | undefined): number {
  const size = limit ?? 100;
  if (Number.isInteger(size) && size >= 1 && size <= MAX_PAGE) return size;
  throw new ConvlabError({
    code: 'E_STORE_LIMIT',
    message: 'The page size is out of range',
    received: limit,
    expected: `an integer from 1 to ${MAX_PAGE}`,
  });
}
