import { createHash } from 'node:crypto';
import { ConvlabError } from '@convlab/core';
import { and, asc, eq, sql } from 'drizzle-orm';
import { CHUNK_BYTES, chunkBytes, chunkText, chunkValue, inChunks } from '../_internal/chunks.ts';
import { transact } from '../_internal/transact.ts';
import type { Database, Db, Queryable, Tx } from '../database/database.ts';
import type { Artifact, ArtifactInfo, ArtifactKind } from '../model/model.ts';
import { artifactChunks, artifacts } from '../schema/schema.ts';

/** Where in its training an artifact was made. */
export interface ArtifactPlace {
  readonly epoch: number;
  readonly step: number;
}

/** What runs keep as bytes. */
export interface Artifacts {
  /** @throws {ConvlabError} E_STORE_ARTIFACT when the stored bytes are not those that were written. */
  read(runId: string, kind: ArtifactKind): Promise<Artifact | undefined>;
  /**
   * An artifact piece by piece, for downloads: what it is, and its bytes in pieces of 1 MiB, read as they are taken.
   *
   * No transaction holds the pieces together, as a slow reader would keep everybody else waiting: one that is replaced meanwhile ends
   * with E_STORE_ARTIFACT.
   */
  stream(
    runId: string,
    kind: ArtifactKind,
  ): Promise<{ readonly info: ArtifactInfo; readonly pieces: AsyncIterable<Uint8Array> } | undefined>;
  list(runId: string): Promise<ArtifactInfo[]>;
  write(runId: string, kind: ArtifactKind, data: Uint8Array, place: ArtifactPlace): Promise<void>;
  remove(runId: string, kind: ArtifactKind): Promise<void>;
}

/** The artifacts of a database. */
export function createArtifacts(database: Database): Artifacts {
  const { db } = database;
  return {
    read: (runId, kind) =>
      db.transaction((tx) => readArtifact(tx, runId, kind), { isolationLevel: 'repeatable read' }),
    stream: (runId, kind) => streamArtifact(db, runId, kind),
    list: (runId) =>
      db.select(info).from(artifacts).where(eq(artifacts.runId, runId)).orderBy(asc(artifacts.kind)),
    write: (runId, kind, data, place) =>
      transact(db, (tx) => writeArtifact(database, tx, runId, kind, data, place)),
    remove: (runId, kind) => transact(db, (tx) => removeArtifact(tx, runId, kind)),
  };
}

const info = {
  kind: artifacts.kind,
  epoch: artifacts.epoch,
  step: artifacts.step,
  byteLength: artifacts.byteLength,
  sha256: artifacts.sha256,
  storedAt: artifacts.storedAt,
};

/** Replaces an artifact, in the caller's transaction. */
export async function writeArtifact(
  database: Pick<Database, 'rewrote'>,
  tx: Tx,
  runId: string,
  kind: ArtifactKind,
  data: Uint8Array,
  { epoch, step }: ArtifactPlace,
): Promise<void> {
  await removeArtifact(tx, runId, kind);
  database.rewrote(data.byteLength);
  const numChunks = Math.ceil(data.byteLength / CHUNK_BYTES);
  const sha256 = createHash('sha256').update(data).digest('hex');
  await tx
    .insert(artifacts)
    .values({ runId, kind, epoch, step, byteLength: data.byteLength, numChunks, sha256 });
  let ordinal = 0;
  for await (const chunk of inChunks([data])) {
    await tx.insert(artifactChunks).values({ runId, kind, ordinal, data: chunkValue(chunk) });
    ordinal += 1;
  }
}

async function removeArtifact(tx: Tx, runId: string, kind: ArtifactKind): Promise<void> {
  await tx.delete(artifactChunks).where(and(eq(artifactChunks.runId, runId), eq(artifactChunks.kind, kind)));
  await tx.delete(artifacts).where(and(eq(artifacts.runId, runId), eq(artifacts.kind, kind)));
}

/** Reads an artifact; the caller's transaction keeps info and bytes together. */
export async function readArtifact(
  on: Queryable,
  runId: string,
  kind: ArtifactKind,
): Promise<Artifact | undefined> {
  const [row] = await on
    .select({ ...info, numChunks: artifacts.numChunks })
    .from(artifacts)
    .where(and(eq(artifacts.runId, runId), eq(artifacts.kind, kind)));
  if (row === undefined) return undefined;
  const { numChunks, ...rest } = row;
  const data = new Uint8Array(row.byteLength);
  let offset = 0;
  for (let ordinal = 0; ordinal < numChunks; ordinal += 1) {
    const [chunk] = await on
      .select({ data: chunkText(artifactChunks.data) })
      .from(artifactChunks)
      .where(
        and(
          eq(artifactChunks.runId, runId),
          eq(artifactChunks.kind, kind),
          eq(artifactChunks.ordinal, ordinal),
        ),
      );
    const bytes = chunkBytes(chunk?.data ?? '');
    if (offset + bytes.byteLength > data.byteLength) throw damaged(runId, kind);
    data.set(bytes, offset);
    offset += bytes.byteLength;
  }
  if (createHash('sha256').update(data).digest('hex') !== row.sha256) throw damaged(runId, kind);
  return { ...rest, data };
}

async function streamArtifact(db: Db, runId: string, kind: ArtifactKind) {
  const [row] = await db
    .select({ ...info, numChunks: artifacts.numChunks })
    .from(artifacts)
    .where(and(eq(artifacts.runId, runId), eq(artifacts.kind, kind)));
  if (row === undefined) return undefined;
  const { numChunks, ...rest } = row;
  return { info: rest, pieces: piecesOf(db, runId, { kind, sha256: row.sha256, numChunks }) };
}

async function* piecesOf(
  db: Db,
  runId: string,
  { kind, sha256, numChunks }: { readonly kind: string; readonly sha256: string; readonly numChunks: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let ordinal = 0; ordinal < numChunks; ordinal += 1) {
    const [chunk] = await db
      .select({ data: chunkText(artifactChunks.data) })
      .from(artifactChunks)
      .innerJoin(
        artifacts,
        and(eq(artifacts.runId, artifactChunks.runId), eq(artifacts.kind, artifactChunks.kind)),
      )
      .where(
        and(
          eq(artifactChunks.runId, runId),
          eq(artifactChunks.kind, kind),
          eq(artifactChunks.ordinal, ordinal),
          eq(artifacts.sha256, sha256),
        ),
      );
    if (chunk === undefined) throw replaced(runId, kind);
    yield chunkBytes(chunk.data);
  }
}

/** Copies an artifact inside the database, under a new name. */
export async function copyArtifact(
  tx: Tx,
  from: { readonly runId: string; readonly kind: ArtifactKind },
  to: { readonly runId: string; readonly kind: ArtifactKind },
): Promise<boolean> {
  await tx.execute(sql`INSERT INTO convlab.artifacts (run_id, kind, epoch, step, byte_length, num_chunks, sha256)
    SELECT ${to.runId}, ${to.kind}, epoch, step, byte_length, num_chunks, sha256
    FROM convlab.artifacts WHERE run_id = ${from.runId} AND kind = ${from.kind}`);
  await tx.execute(sql`INSERT INTO convlab.artifact_chunks (run_id, kind, ordinal, data)
    SELECT ${to.runId}, ${to.kind}, ordinal, data
    FROM convlab.artifact_chunks WHERE run_id = ${from.runId} AND kind = ${from.kind}`);
  const copied = await tx
    .select({ epoch: artifacts.epoch })
    .from(artifacts)
    .where(and(eq(artifacts.runId, to.runId), eq(artifacts.kind, to.kind)));
  return copied.length > 0;
}

function replaced(runId: string, kind: string): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_ARTIFACT',
    message: `The artifact ${kind} of run ${runId} was replaced while it was read`,
    expected: 'an artifact that stays',
    hint: 'Read it again; while a run trains, its checkpoint changes with every epoch.',
  });
}

function damaged(runId: string, kind: string): ConvlabError {
  return new ConvlabError({
    code: 'E_STORE_ARTIFACT',
    message: `The artifact ${kind} of run ${runId} is damaged`,
    expected: 'the bytes that were stored',
    hint: 'Restore the database from a backup, or train the run again.',
  });
}
