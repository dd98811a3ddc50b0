import { createHash } from 'node:crypto';
import { ConvlabError, type DataDigest } from '@convlab/core';
import { and, eq, sql } from 'drizzle-orm';
import { CHUNK_BYTES, chunkBytes, chunkText, chunkValue, inChunks } from '../_internal/chunks.ts';
import { queryRows } from '../_internal/rows.ts';
import { transact } from '../_internal/transact.ts';
import type { Database, Db, Tx } from '../database/database.ts';
import { dataSetChunks, dataSets } from '../schema/schema.ts';

/** A data set in the database, and who uses it. */
export interface StoredDataSet {
  readonly sha256: string;
  readonly byteLength: number;
  /** `null` while it is being stored, or when that broke off. */
  readonly storedAt: Date | null;
  readonly numExperiments: number;
  readonly numRuns: number;
}

/** Data sets of the user's, by the checksum of their bytes, for machines that do not have them. */
export interface DataSets {
  /** Largest first. */
  list(): Promise<StoredDataSet[]>;
  /** What there is under a checksum; it is kept for the next hour even if no experiment uses it. */
  want(sha256: string): Promise<DataDigest | undefined>;
  /**
   * Stores bytes under their checksum. What broke off is stored again; the same content twice at once is stored once.
   *
   * @throws {ConvlabError} E_DATA_CHECKSUM when the bytes are others than the digest says
   */
  write(digest: DataDigest, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes in pieces of 1 MiB, read as they are taken. @throws {ConvlabError} E_DATA_CHECKSUM when a piece is missing */
  read(sha256: string): AsyncIterable<Uint8Array>;
  /** Removes what no experiment uses and nobody wanted for `afterSeconds`. @returns what was removed */
  removeUnused(afterSeconds?: number): Promise<StoredDataSet[]>;
}

const KEPT_SECONDS = 3_600;

/** The data sets of a database. */
export function createDataSets({ db }: Pick<Database, 'db'>): DataSets {
  return {
    list: () => listDataSets(db),
    want: async (sha256) => {
      const [row] = await db
        .update(dataSets)
        .set({ wantedAt: sql`now()` })
        .where(and(eq(dataSets.sha256, sha256), sql`${dataSets.storedAt} IS NOT NULL`))
        .returning({ sha256: dataSets.sha256, byteLength: dataSets.byteLength });
      return row;
    },
    write: (digest, pieces) => writeDataSet(db, digest, pieces),
    read: (sha256) => readDataSet(db, sha256),
    removeUnused: (afterSeconds = KEPT_SECONDS) => removeUnused(db, afterSeconds),
  };
}

/** Notes which of the stored data sets an experiment uses. */
export async function linkDataSets(
  tx: Tx,
  experimentId: string,
  checksums: readonly string[],
): Promise<void> {
  if (checksums.length === 0) return;
  await tx.execute(sql`INSERT INTO convlab.experiment_data_sets (experiment_id, sha256)
    SELECT ${experimentId}, sha256 FROM convlab.data_sets
    WHERE sha256 IN (SELECT jsonb_array_elements_text(${JSON.stringify(checksums)}::jsonb))`);
}

async function listDataSets(db: Db): Promise<StoredDataSet[]> {
  const rows = await queryRows<StoredRow & Pick<StoredDataSet, 'numExperiments' | 'numRuns'>>(
    db,
    sql`SELECT d.sha256, d.byte_length::float8 AS "byteLength", d.stored_at AS "storedAt",
        count(DISTINCT u.experiment_id)::int AS "numExperiments", count(r.id)::int AS "numRuns"
      FROM convlab.data_sets AS d
        LEFT JOIN convlab.experiment_data_sets AS u ON u.sha256 = d.sha256
        LEFT JOIN convlab.runs AS r ON r.experiment_id = u.experiment_id
      GROUP BY d.sha256 ORDER BY d.byte_length DESC, d.sha256`,
  );
  return rows.map(({ storedAt, ...row }) => ({ ...row, storedAt: toDate(storedAt) }));
}

/** As the engines give it: moments as text, or as dates. */
interface StoredRow {
  readonly sha256: string;
  readonly byteLength: number;
  readonly storedAt: string | Date | null;
}

function toDate(moment: string | Date | null): Date | null {
  return moment === null ? null : new Date(moment);
}

async function writeDataSet(
  db: Db,
  { sha256, byteLength }: DataDigest,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const numChunks = Math.ceil(byteLength / CHUNK_BYTES);
  await db
    .insert(dataSets)
    .values({ sha256, byteLength, numChunks })
    .onConflictDoUpdate({ target: dataSets.sha256, set: { wantedAt: sql`now()` } });
  const hash = createHash('sha256');
  let ordinal = 0;
  for await (const chunk of inChunks(pieces)) {
    hash.update(chunk);
    const data = chunkValue(chunk);
    if (ordinal < numChunks) {
      // Over what an attempt that broke off left, which may have read other bytes.
      await db
        .insert(dataSetChunks)
        .values({ sha256, ordinal, data })
        .onConflictDoUpdate({ target: [dataSetChunks.sha256, dataSetChunks.ordinal], set: { data } });
    }
    ordinal += 1;
  }
  const received = hash.digest('hex');
  if (received !== sha256) {
    await db.delete(dataSets).where(and(eq(dataSets.sha256, sha256), sql`${dataSets.storedAt} IS NULL`));
    throw changed(received, sha256);
  }
  await db
    .update(dataSets)
    .set({ storedAt: sql`now()` })
    .where(and(eq(dataSets.sha256, sha256), sql`${dataSets.storedAt} IS NULL`));
}

async function* readDataSet(db: Db, sha256: string): AsyncGenerator<Uint8Array, void, undefined> {
  const [row] = await db
    .select({ numChunks: dataSets.numChunks })
    .from(dataSets)
    .where(eq(dataSets.sha256, sha256));
  for (let ordinal = 0; ordinal < (row?.numChunks ?? 0); ordinal += 1) {
    const [chunk] = await db
      .select({ data: chunkText(dataSetChunks.data) })
      .from(dataSetChunks)
      .where(and(eq(dataSetChunks.sha256, sha256), eq(dataSetChunks.ordinal, ordinal)));
    if (chunk === undefined) throw incomplete(sha256, ordinal);
    yield chunkBytes(chunk.data);
  }
}

async function removeUnused(db: Db, afterSeconds: number): Promise<StoredDataSet[]> {
  const rows = await transact(db, (tx) =>
    queryRows<StoredRow>(
      tx,
      sql`DELETE FROM convlab.data_sets AS d
        WHERE wanted_at <= now() - make_interval(secs => ${afterSeconds})
          AND NOT EXISTS (SELECT 1 FROM convlab.experiment_data_sets AS u WHERE u.sha256 = d.sha256)
        RETURNING sha256, byte_length::float8 AS "byteLength", stored_at AS "storedAt"`,
    ),
  );
  return rows.map(({ storedAt, ...row }) => ({
    ...row,
    storedAt: toDate(storedAt),
    numExperiments: 0,
    numRuns: 0,
  }));
}

function changed(received: string, sha256: string): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_CHECKSUM',
    message: 'The data set changed while it was stored',
    received: `SHA-256 ${received}`,
    expected: `SHA-256 ${sha256}`,
    hint: 'Launch again when nobody writes to its files.',
  });
}

function incomplete(sha256: string, ordinal: number): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_CHECKSUM',
    message: `Piece ${ordinal} of the stored data set ${sha256} is missing`,
    expected: 'all pieces that were stored',
    hint: 'It was removed meanwhile, or the database is damaged: launch again from a machine that has the files.',
  });
}
