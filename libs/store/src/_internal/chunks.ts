import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** Small enough that no statement holds the embedded engine for long. */
export const CHUNK_BYTES = 1 << 20;

/** Bytes in pieces of the size that is stored; only the last may be smaller. */
export async function* inChunks(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength;) {
      const part = piece.subarray(at, at + CHUNK_BYTES - length);
      parts.push(part);
      length += part.byteLength;
      at += part.byteLength;
      if (length < CHUNK_BYTES) continue;
      yield joined(parts);
      parts = [];
      length = 0;
    }
  }
  if (length > 0) yield joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}

/* As base64 both ways: the embedded engine's driver takes and gives bytes one by one, a hundred times as slowly. */

/** A chunk as a value to store. */
export function chunkValue(chunk: Uint8Array): SQL<Uint8Array> {
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('base64');
  return sql<Uint8Array>`decode(${text}, 'base64')`;
}

/** A column of chunks as it is selected, for {@link chunkBytes}. */
export function chunkText(column: AnyPgColumn): SQL<string> {
  return sql<string>`encode(${column}, 'base64')`;
}

/** The bytes of a chunk that was selected by {@link chunkText}. */
export function chunkBytes(text: string): Buffer {
  return Buffer.from(text, 'base64');
}
